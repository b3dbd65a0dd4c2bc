using System.Globalization;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>A table as comma-separated text.</summary>
/// <remarks>
/// Fields are separated by commas, and may be quoted; an empty field is a missing value; numbers have a
/// decimal point. Source: RFC 4180; line ends may also be <c>\n</c> alone.
/// </remarks>
public sealed record CsvTable
{
    private readonly string _text;
    private readonly ValueArray<CsvField> _fields;

    private CsvTable(string file, string text, ValueArray<CsvField> fields, ValueArray<string> names)
    {
        (File, _text, _fields, Names) = (file, text, fields, names);
        Rows = fields.Count / names.Count;
    }

    /// <summary>The file as the user named it.</summary>
    public string File { get; }

    /// <summary>The names of the columns; their numbers from 1 where the table has no header.</summary>
    public ValueArray<string> Names { get; }

    /// <summary>The number of lines with values.</summary>
    public int Rows { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="text">Its content.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    public static Result<CsvTable, DataError> Parse(
        string file, string text, CsvHeader header = CsvHeader.Automatic)
    {
        var fields = new List<CsvField>();
        return CsvField.Split(file, text, fields).Bind(
            columns => Named(file, text, header, (columns, fields)));
    }

    /// <summary>The index of the column with a name.</summary>
    public Result<int, DataError> Column(string name)
    {
        for (var column = 0; column < Names.Count; column++)
            if (Names[column] == name) return column;
        return new DataError.UnknownName(File, "column", name, Names);
    }

    /// <summary>The text of a field; empty where it is missing.</summary>
    /// <param name="row">The row of values, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such field.</exception>
    public string Text(int row, int column) => Field(row, column).Value(_text);

    /// <summary>Where a field stands.</summary>
    /// <param name="row">The row of values, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    public CellPlace Place(int row, int column) =>
        new(File, Field(row, column).Line, column + 1, Names[column]);

    /// <summary>The numbers of a column; shape [Rows]; NaN where one is missing.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <param name="missing">Whether empty fields are allowed.</param>
    public Result<ValueArray<double>, DataError> Numbers(int column, MissingFields missing)
    {
        var numbers = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var field = Field(row, column);
            numbers[row] = double.NaN;
            if (field.IsMissing)
            {
                if (missing is MissingFields.Refused) return new DataError.MissingField(Place(row, column));
            }
            else if (!field.TryNumber(_text, out numbers[row]))
            {
                return new DataError.WrongField(Place(row, column), Shown(field.Value(_text)), "a number",
                    "Write it with a decimal point, and leave the field empty where the value is missing.");
            }
            else if (!double.IsFinite(numbers[row]))
            {
                return new DataError.WrongField(Place(row, column), Shown(field.Value(_text)), "a finite number",
                    "Leave the field empty where the value is missing.");
            }
        }

        return Data.Rows.Frozen(numbers);
    }

    private static Result<CsvTable, DataError> Named(
        string file, string text, CsvHeader header, (int Columns, List<CsvField> Fields) cut)
    {
        var (columns, fields) = cut;
        if (columns == 0) return new DataError.Empty(file, "a table");
        var named = header is CsvHeader.Present
            || (header is CsvHeader.Automatic && fields.Take(columns).Any(
                field => !IsNumeric(field.Value(text))));
        if (named && fields.Count == columns)
        {
            return new DataError.Empty(file, "lines of values below the header");
        }
        var names = Enumerable.Range(1, columns)
            .Select(number => named && fields[number - 1].Value(text).Trim() is { Length: > 0 } name
                ? name : number.ToString(CultureInfo.InvariantCulture))
            .ToArray();
        return names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? new DataError.DuplicateName(file, "column", twice.Key)
            : new CsvTable(file, text, [.. fields.Skip(named ? columns : 0)], Data.Rows.Frozen(names));
    }

    private CsvField Field(int row, int column) => _fields[row * Names.Count + column];

    private static bool IsNumeric(string text) =>
        text.Length == 0 || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Shown(string text) => text.Length > 40 ? text[..40] + "…" : text;
}

/// <summary>Whether the first line of a table names its columns.</summary>
public enum CsvHeader
{
    /// <summary>It does when one of its fields is no number.</summary>
    Automatic,

    /// <summary>It does.</summary>
    Present,

    /// <summary>It does not.</summary>
    Absent,
}

/// <summary>Whether empty fields are allowed.</summary>
public enum MissingFields
{
    /// <summary>An empty field is an error.</summary>
    Refused,

    /// <summary>An empty field is a missing value.</summary>
    Allowed,
}
