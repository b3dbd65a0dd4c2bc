using System.Globalization;
using System.Text.Json.Nodes;
using NeuralOde.Actors.Running;
using NeuralOde.Cli.Bench.Growth;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Modes;

/// <summary>How the loss falls in time in each mode, where one of the workers is a straggler.</summary>
internal static class ModesBench
{
    private const int Workers = 8;

    // The loss to which times are taken: so many times that at which synchronous training ends.
    private const double ReachedByAll = 2;

    private static readonly Mode[] Modes =
    [
        new Mode.Synchronous(),
        new Mode.Quorum(Needed: 7, Spare: 1),
        new Mode.BoundedStaleness(4),
        new Mode.Asynchronous(),
    ];

    // One at which all modes do as well, and one at which staleness costs.
    private static readonly double[] Rates = [0.003, 0.01];

    /// <summary>Trains in all modes, in the simulator or with real processes, and writes the files that are asked
    /// for.</summary>
    public static Result<Measurement[], Failure> Run(BenchRequest request) =>
        from runs in request.Processes
            ? ModesOnProcesses.Run(Modes, Rates, request.Workers ?? Workers)
            : Rates.Traverse(rate => ModesProblem.Create(rate)).Map(problems =>
                problems.Select(problem => Train(problem, request)).ToArray())
        from csv in GrowthFiles.Write(request.Csv, () => Csv(runs.SelectMany(ofRate => ofRate)))
        from plot in GrowthFiles.Write(request.Plot, () => ModesPlot.Svg(runs, request.Processes))
        select runs.SelectMany(ofRate => ofRate.SelectMany(run => Rows(run, ofRate[0], request))).ToArray();

    private static ModeRun[] Train(ModesProblem problem, BenchRequest request) =>
        [.. Modes.Select(mode => problem.Train(mode, request.Workers ?? Workers, request.Seed))];

    private static IEnumerable<Measurement> Rows(ModeRun run, ModeRun synchronous, BenchRequest request)
    {
        var config = new JsonObject
        {
            ["mode"] = $"{run.Mode}",
            ["rate"] = run.Rate,
            ["workers"] = request.Workers ?? Workers,
            ["slowness"] = ModesProblem.Slowness,
            ["clock"] = request.Processes ? "wall" : "virtual",
        };
        return
        [
            new("modes", Metric.Seconds, run.Seconds, config),
            new("modes", Metric.SecondsToLoss, run.SecondsTo(ReachedByAll * synchronous.Points[^1].Loss), config),
            new("modes", Metric.FinalLoss, run.Points[^1].Loss, config),
            new("modes", Metric.GreatestStaleness, run.GreatestStaleness, config),
            new("modes", Metric.Dropped, run.Dropped, config),
        ];
    }

    private static string Csv(IEnumerable<ModeRun> runs) => string.Concat(
        runs.SelectMany(run => run.Points).Select(Line).Prepend("rate,mode,seconds,version,loss\n"));

    private static string Line(ModePoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"{point.Rate},{point.Mode},{point.Seconds:F3},{point.Version},{point.Loss:G6}\n");
}
