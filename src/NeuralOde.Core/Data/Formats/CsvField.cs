using System.Globalization;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>Where a field stands in the text of a table.</summary>
/// <param name="Start">Its first letter, behind the quote if it has one.</param>
/// <param name="Length">Its letters, without quotes around them.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Quoted">Whether it stands in quotes.</param>
internal readonly record struct CsvField(int Start, int Length, int Line, bool Quoted)
{
    /// <summary>True when the field is empty.</summary>
    public bool IsMissing => Length == 0;

    /// <summary>The text of the field.</summary>
    public string Value(string text) =>
        Quoted
            ? text.Substring(Start, Length).Replace("\"\"", "\"", StringComparison.Ordinal)
            : text.Substring(Start, Length);

    /// <summary>The number in the field.</summary>
    public bool TryNumber(string text, out double number) =>
        double.TryParse(
            text.AsSpan(Start, Length), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    /// <summary>Cuts a text into fields.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="fields">Receives the fields, line by line.</param>
    /// <returns>The fields of each line; 0 when there is none.</returns>
    public static Result<int, DataError> Split(string file, string text, List<CsvField> fields)
    {
        var content = text.AsSpan().TrimEnd("\r\n");
        var at = content.StartsWith('\uFEFF') ? 1 : 0;
        if (at == content.Length) return 0;
        var columns = 0;
        for (var line = 1; at <= content.Length; at = AfterLine(content, at), line++)
        {
            var (start, first) = (fields.Count, line);
            while (Next(content, ref at, ref line) is var field)
            {
                if (field is not { } whole)
                {
                    return new DataError.BadQuote(file, first, fields.Count - start + 1);
                }
                fields.Add(whole with { Line = first });
                if (at == content.Length || content[at] != ',') break;
                at++;
            }

            if (columns == 0) columns = fields.Count - start;
            if (fields.Count - start != columns)
            {
                return new DataError.Ragged(file, first, fields.Count - start, columns);
            }
        }

        return columns;
    }

    private static int AfterLine(ReadOnlySpan<char> text, int at) =>
        at < text.Length && text[at] == '\r' ? at + 2 : at + 1;

    private static CsvField? Next(ReadOnlySpan<char> text, ref int at, ref int line) =>
        at < text.Length && text[at] == '"' ? InQuotes(text, ref at, ref line) : Plain(text, ref at);

    private static CsvField Plain(ReadOnlySpan<char> text, ref int at)
    {
        var length = text[at..].IndexOfAny(',', '\n');
        var end = length < 0 ? text.Length : at + length;
        if (end < text.Length && end > at && text[end] == '\n' && text[end - 1] == '\r') end--;
        var field = text[at..end];
        var start = at + field.Length - field.TrimStart().Length;
        at = end;
        return new(start, field.Trim().Length, 0, false);
    }

    private static CsvField? InQuotes(ReadOnlySpan<char> text, ref int at, ref int line)
    {
        var start = ++at;
        for (; at < text.Length; at++)
        {
            if (text[at] == '\n') line++;
            if (text[at] != '"') continue;
            if (at + 1 < text.Length && text[at + 1] == '"') at++;
            else break;
        }

        if (at == text.Length) return null;
        var field = new CsvField(start, at++ - start, 0, true);
        var closed = at == text.Length || text[at] is ',' or '\n' || text[at..].StartsWith("\r\n");
        return closed ? field : null;
    }
}
