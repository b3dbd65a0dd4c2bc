namespace NeuralOde.Cli.Reports;

/// <summary>The drawings of a report, each from the summary of a run.</summary>
internal static class Figures
{
    private const int ShownExamples = 12;
    private const int ShownPoints = 2000;

    /// <summary>Every drawing that has something to show.</summary>
    public static IReadOnlyList<Figure> Of(RunSummary run) =>
    [
        .. new[] { Loss(run), Evaluations(run), Lateness(run) }
            .Concat(Predictions(run))
            .Append(Trajectories(run))
            .Append(Phase(run))
            .Where(figure => figure.HasPoints),
    ];

    private static Figure Loss(RunSummary run) => new(
        "Loss", "optimiser step", "mean loss of an example", LogarithmicY: run.History.All(point => !(point.Loss <= 0)),
        [
            new("training", SeriesKind.Line, Thin(run.History.Select(p => Pair(p.Version, p.Loss)))),
            new("validation", SeriesKind.Line, Thin(run.History.Select(p => Pair(p.Version, p.ValidationLoss)))),
        ]);

    private static Figure Evaluations(RunSummary run) => new(
        "Function evaluations", "optimiser step", "mean of an example", LogarithmicY: false,
        [
            new("forward", SeriesKind.Line, Thin(run.History.Select(p => Pair(p.Version, p.NfeForward)))),
            new("backward", SeriesKind.Line, Thin(run.History.Select(p => Pair(p.Version, p.NfeBackward)))),
        ]);

    // Nothing is late in synchronous training.
    private static Figure Lateness(RunSummary run) => new(
        "Late gradients", "optimiser step", "versions, examples", LogarithmicY: false,
        run.History.All(point => !(point.Staleness > 0) && point.Dropped == 0) ? [] :
        [
            new("versions that the oldest was behind", SeriesKind.Line, Thin(run.History.Select(p => Pair(p.Version, p.Staleness)))),
            new("examples that were dropped", SeriesKind.Line, Thin(run.History.Select(p => Pair(p.Version, p.Dropped)))),
        ]);

    private static IEnumerable<Figure> Predictions(RunSummary run)
    {
        if (run.IsClassification) yield break;
        var isSeries = run.Predictions.GroupBy(row => (row.Set, row.Example)).Any(rows => rows.Count() > 1);
        for (var target = 0; target < run.Targets.Count; target++)
        {
            yield return isSeries ? OverTime(run, target) : AgainstData(run, target);
        }
    }

    private static Figure OverTime(RunSummary run, int target) => new(
        $"Data against prediction: {run.Targets[target]}", run.Time, run.Targets[target], LogarithmicY: false,
        [
            .. from rows in run.Predictions.GroupBy(row => (row.Set, row.Example)).Take(ShownExamples)
               from series in new[]
               {
                   new Series($"{rows.Key.Set} data", SeriesKind.Points, Thin(rows.Select(r => Pair(r.Time, r.Data[target])))),
                   new Series($"{rows.Key.Set} prediction", SeriesKind.Line, Thin(rows.Select(r => Pair(r.Time, r.Prediction[target])))),
               }
               select series,
        ]);

    private static Figure AgainstData(RunSummary run, int target) => new(
        $"Prediction over data: {run.Targets[target]}", "data", "prediction", LogarithmicY: false,
        [
            .. from rows in run.Predictions.GroupBy(row => row.Set)
               select new Series(
                   rows.Key, SeriesKind.Points, Thin(rows.Select(row => Pair(row.Data[target], row.Prediction[target])))),
        ]);

    private static Figure Trajectories(RunSummary run) => new(
        "Trajectories", run.Time, "state", LogarithmicY: false,
        [
            .. from rows in run.Trajectories.GroupBy(row => row.Example).Take(ShownExamples)
               from feature in Enumerable.Range(0, Math.Min(run.Features.Count, ShownExamples))
               select new Series(run.Features[feature], SeriesKind.Line, Thin(rows.Select(row => Pair(row.Time, row.State[feature])))),
        ]);

    private static Figure Phase(RunSummary run) => run.Features.Count < 2
        ? new("Phase plot", "", "", LogarithmicY: false, [])
        : new(
            "Phase plot", run.Features[0], run.Features[1], LogarithmicY: false,
            [
                .. from rows in run.Trajectories.GroupBy(row => row.Example).Take(ShownExamples)
                   select new Series("trajectory", SeriesKind.Line, Thin(rows.Select(row => Pair(row.State[0], row.State[1])))),
                .. from rows in run.Trajectories.GroupBy(row => row.Example).Take(ShownExamples)
                   select new Series("start", SeriesKind.Points, [.. rows.Take(1).Select(row => Pair(row.State[0], row.State[1]))]),
            ]);

    private static double[] Pair(double x, double y) => [x, y];

    private static IReadOnlyList<double[]> Thin(IEnumerable<double[]> points)
    {
        var finite = points.Where(point => double.IsFinite(point[0]) && double.IsFinite(point[1])).ToArray();
        var stride = Math.Max(1, finite.Length / ShownPoints);
        return [.. finite.Where((_, index) => index % stride == 0 || index == finite.Length - 1)];
    }
}
