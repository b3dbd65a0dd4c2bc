using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data;

/// <summary>Why data cannot be used: what is wrong, where, and the mend.</summary>
/// <remarks>Lines and columns are counted from 1; the header is a line.</remarks>
public abstract record DataError
{
    private DataError(string file) => File = file;

    /// <summary>The file as the user named it, with the member of an archive behind a colon.</summary>
    public string File { get; }

    /// <summary>The file cannot be read.</summary>
    public sealed record Unreadable(string File, string Reason, string Mend) : DataError(File);

    /// <summary>There is nothing in the file.</summary>
    public sealed record Empty(string File, string Expected) : DataError(File);

    /// <summary>There is more than may be loaded.</summary>
    public sealed record TooLarge(string File, long Bytes, long Limit) : DataError(File);

    /// <summary>The bytes are not of the format.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Offset">The place in the file, in bytes from 0.</param>
    /// <param name="Found">What stands there.</param>
    /// <param name="Expected">What should stand there.</param>
    /// <param name="Mend">What to do.</param>
    public sealed record Malformed(string File, long Offset, string Found, string Expected, string Mend)
        : DataError(File);

    /// <summary>A line of a table has another number of fields than the first one.</summary>
    public sealed record Ragged(string File, int Line, int Found, int Expected) : DataError(File);

    /// <summary>A quote is not closed, or text follows it.</summary>
    public sealed record BadQuote(string File, int Line, int Column) : DataError(File);

    /// <summary>A field is not what its column holds.</summary>
    public sealed record WrongField(CellPlace Place, string Found, string Expected, string Mend)
        : DataError(Place.File);

    /// <summary>A field is empty, where every value is needed.</summary>
    public sealed record MissingField(CellPlace Place) : DataError(Place.File);

    /// <summary>A number is outside of the range of its column.</summary>
    public sealed record OutsideRange(CellPlace Place, double Found, double Least, double Greatest)
        : DataError(Place.File);

    /// <summary>Times do not go forward.</summary>
    public sealed record TimeNotAfter(CellPlace Place, string Found, string Before) : DataError(Place.File);

    /// <summary>A name stands in the file twice.</summary>
    public sealed record DuplicateName(string File, string Kind, string Name) : DataError(File);

    /// <summary>A name is not in the file.</summary>
    public sealed record UnknownName(string File, string Kind, string Name, ValueArray<string> Known) : DataError(File);

    /// <summary>Two parts do not fit together.</summary>
    public sealed record Mismatch(string File, string Found, string Expected, string Mend) : DataError(File);

    /// <summary>What is wrong, where, and the mend, in sentences.</summary>
    public string Message => this switch
    {
        Unreadable e => $"{File} cannot be read: {e.Reason}. {e.Mend}",
        Empty e => $"{File} is empty: expected {e.Expected}. Check that the file was written completely.",
        TooLarge e => $"{File} holds {e.Bytes} bytes, more than the {e.Limit} that may be loaded. "
            + "Split it, or load a part of it.",
        Malformed e => $"{File}, byte {e.Offset}: found {e.Found}, expected {e.Expected}. {e.Mend}",
        Ragged e => $"{File}, line {e.Line}: found {e.Found} fields, expected {e.Expected} as in the first line. "
            + "Separate fields by commas, quote text that holds one, and leave a field empty where a value is missing.",
        BadQuote e => $"{File}, line {e.Line}, column {e.Column}: the quote is not closed at the end of its field. "
            + "Close it before the comma, and double a quote that belongs to the text.",
        WrongField e => $"{e.Place}: found \"{e.Found}\", expected {e.Expected}. {e.Mend}",
        MissingField e => $"{e.Place}: the field is empty, but every value of this column is needed. "
            + "Fill it in, or remove the line.",
        OutsideRange e => $"{e.Place}: found {e.Found}, expected a number from {e.Least} to {e.Greatest}. "
            + "Mend the value, or set outside of this column to clip or drop.",
        TimeNotAfter e => $"{e.Place}: the time {e.Found} does not come after {e.Before}. "
            + "Sort the lines by time and keep one of each time.",
        DuplicateName e => $"{File}: the {e.Kind} \"{e.Name}\" is there twice. Rename one of them.",
        UnknownName e => $"{File}: there is no {e.Kind} \"{e.Name}\". {Suggestion(e)}",
        Mismatch e => $"{File}: found {e.Found}, expected {e.Expected}. {e.Mend}",
        _ => throw Unreachable.Case(this),
    };

    /// <inheritdoc/>
    public sealed override string ToString() => Message;

    private static string Suggestion(UnknownName error) =>
        NearestName.To(error.Name, error.Known) is { } nearest
            ? $"Did you mean \"{nearest}\"?"
            : $"Known: {string.Join(", ", error.Known.Take(MostNames))}{(error.Known.Count > MostNames ? ", …" : "")}.";

    private const int MostNames = 20;
}

/// <summary>Where a field of a table stands.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Name">The name of the column.</param>
public sealed record CellPlace(string File, int Line, int Column, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}, line {Line}, column {Column} ({Name})";
}
