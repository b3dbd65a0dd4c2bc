using System.Globalization;
using System.Text.Json.Nodes;
using NeuralOde.Cli.Bench.Goals;

namespace NeuralOde.Cli.Bench.Costs;

/// <summary>What was measured of a cluster, and what follows for larger ones, as Markdown.</summary>
internal static class CostPage
{
    private static readonly string[] ConstantsOfServer =
        [Metric.AnswerMs, Metric.AnswerMsPerWorker, Metric.DealMsPerWorker, Metric.ByteMs, Metric.ParameterMs];

    /// <summary>The lines of the page, of a file with the rows of makespan, join, cluster and costs.</summary>
    public static IReadOnlyList<string> Lines(ResultFile file) =>
    [
        .. file.Table(),
        "",
        "**Real workers**, each a process that solves with one thread; `independent` are as many trainings that know nothing of each "
        + "other.",
        "",
        .. Table(
            ["workers", "parameters", "examples", "ms a step", "examples/s", "outside of solving", "over ideal", "units"],
            from row in Of(file, "cluster", Metric.StepMs)
            select (string[])
            [
                Setting(row, "workers"), Setting(row, "parameters"), Setting(row, "examples"), Number(row.Value),
                Number(Beside(file, row, Metric.ExamplesPerSecond)), Percent(Beside(file, row, Metric.OutsideSolving)),
                Number(Beside(file, row, Metric.MakespanOverIdeal)), Number(Beside(file, row, Metric.UnitsOfStep)),
            ]),
        "",
        .. Of(file, "cluster", Metric.Speedup).Select(row =>
            $"- {Setting(row, "workers")} processes over one, {Setting(row, "processes")}: {Number(row.Value)} ×"),
        "",
        "**The model against workers that wait** in the place of solving:",
        "",
        .. Table(
            ["workers", "parameters", "ms a step", "by the model", "off", "units", "by the model"],
            from row in Of(file, "costs", Metric.StepMs)
            select (string[])
            [
                Setting(row, "workers"), Setting(row, "parameters"), Number(row.Value),
                Number(Beside(file, row, Metric.StepMsOfModel)),
                $"{Math.Round(100 * (Beside(file, row, Metric.StepMsOfModel) / row.Value - 1)):+0;-0;0} %",
                Number(Beside(file, row, Metric.UnitsOfStep)), Number(Beside(file, row, Metric.UnitsOfModel)),
            ]),
        "",
        "**The constants**:",
        "",
        .. Constants(file),
        "",
        "**Where one broker or one server is the limit**, for a step of 100 s of solving:",
        "",
        .. Saturation(CostBench.Of(file.Rows)),
    ];

    private static IEnumerable<string> Constants(ResultFile file) =>
    [
        $"- a short letter: {Number(Value(file, Metric.LetterMs))} ms; the broker takes in "
        + $"{Number(Value(file, Metric.BytesPerMsIn) / 1000)} MB/s and gives out "
        + $"{Number(Value(file, Metric.BytesPerMsOut) / 1000)} MB/s",
        $"- a byte of a sum, in milliseconds: {Number(1e6 * Value(file, Metric.WriteByteMs))}·10⁻⁶ for a worker to write it, "
        + $"{Number(1e6 * Value(file, Metric.CarryByteMs))}·10⁻⁶ of all cores together to carry it",
        $"- the server: {string.Join(", ", ConstantsOfServer.Select(metric =>
            string.Create(CultureInfo.InvariantCulture, $"{metric} {Value(file, metric):G3}")))}",
    ];

    private static IEnumerable<string> Saturation(ClusterCosts costs) => Table(
        ["parameters", "brokers", "servers", "not solving rules from", "best workers", "times one worker"],
        from shape in CostCurves.Shapes
        from parameters in CostCurves.Parameters
        let best = CostCurves.Best(costs, shape, parameters)
        select (string[])
        [
            Number(parameters), Number(shape.Brokers), Number(shape.Servers),
            CostCurves.Saturation(costs, shape, parameters) is [var (workers, limit)]
                ? $"{workers} workers: the {limit}"
                : "more than 1,000 workers",
            Number(best.Workers), Number(best.Times),
        ]);

    private static IEnumerable<Measurement> Of(ResultFile file, string bench, string metric) =>
        file.Rows.Where(row => row.Bench == bench && row.Metric == metric);

    private static double Value(ResultFile file, string metric) => Of(file, "costs", metric).Single().Value;

    private static double Beside(ResultFile file, Measurement row, string metric) => Of(file, row.Bench, metric)
        .Single(other => JsonNode.DeepEquals(other.Config, row.Config)).Value;

    private static string Setting(Measurement row, string name) => row.Config[name] switch
    {
        JsonValue value when value.TryGetValue<int>(out var number) => number.ToString("N0", CultureInfo.InvariantCulture),
        var other => $"{other}",
    };

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("F0", CultureInfo.InvariantCulture) + " %";

    private static IEnumerable<string> Table(string[] header, IEnumerable<string[]> rows) =>
        MarkdownTable.Lines([header, .. rows]);
}
