using System.Globalization;

namespace NeuralOde.Cli.Bench.Goals;

/// <summary>Goals beside what was reached, as a table of Markdown that is readable as it stands.</summary>
internal static class GoalTable
{
    private static readonly string[] Header = ["what", "must", "stretch", "reached", "met"];

    /// <summary>The lines of the table, one for each goal of the benchmarks that were run.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<Measurement> measurements)
    {
        var benches = measurements.Select(measurement => measurement.Bench).ToHashSet();
        string[][] rows =
        [
            Header,
            .. Goal.All.Where(goal => benches.Contains(goal.Bench)).Select(goal => Row(goal, measurements)),
        ];
        return MarkdownTable.Lines(rows);
    }

    private static string[] Row(Goal goal, IReadOnlyList<Measurement> measurements)
    {
        var reached = goal.Reached(measurements);
        return
        [
            goal.What,
            Text(goal.Must, goal.Unit),
            goal.Stretch is { } stretch ? Text(stretch, goal.Unit) : "",
            reached is { } value ? Text(value, goal.Unit) : "not measured",
            Verdict(goal, reached),
        ];
    }

    internal static string Verdict(Goal goal, double? reached) => reached switch
    {
        null => "",
        { } value when goal.Stretch is { } stretch && goal.IsMet(value, stretch) => "stretch",
        { } value when goal.IsMet(value, goal.Must) => "yes",
        _ => "no",
    };

    private static string Text(double value, string unit)
    {
        var number = value.ToString(Math.Abs(value) >= 100 ? "F0" : "G3", CultureInfo.InvariantCulture);
        return $"{number} {unit}";
    }
}
