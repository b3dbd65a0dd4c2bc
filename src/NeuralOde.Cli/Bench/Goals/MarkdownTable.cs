namespace NeuralOde.Cli.Bench.Goals;

/// <summary>Rows as a table of Markdown that is readable as it stands.</summary>
internal static class MarkdownTable
{
    /// <summary>The lines of the table.</summary>
    /// <param name="rows">The header, and the rows below it.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        var lines = rows.Select(row => Line(row.Select((cell, column) => cell.PadRight(widths[column])))).ToArray();
        return [lines[0], Line(widths.Select(width => new string('-', width))), .. lines.Skip(1)];
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
