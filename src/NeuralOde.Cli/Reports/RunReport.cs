using System.Globalization;
using System.Text;
using NeuralOde.Cli.Results;
using NeuralOde.Cli.Runs;
using NeuralOde.Core.Data;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Reports;

/// <summary>Writes the report of a run.</summary>
internal static class RunReport
{
    /// <summary>Writes <c>report.html</c> into the folder of a run, whose log gives the history.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="run">The experiment with its data and its trained parameters.</param>
    /// <param name="result">What came out of the run.</param>
    /// <param name="logs">Further files and folders of logs, as of nodes on other machines.</param>
    /// <returns>The path of the file.</returns>
    public static Result<string, Failure> Write(
        string folder, TrainedRun run, RunResult result, params IReadOnlyList<string> logs) =>
        AtomicFile.Write(
            RunFiles.Report(folder), Encoding.UTF8.GetBytes(ReportPage.Html(Summary(History(folder, logs), run, result))))
        .MapError(Failure.Data);

    private static RunSummary Summary(RunHistory history, TrainedRun run, RunResult result)
    {
        var trajectories = ExperimentTrajectories.Of(run.Setup, run.Parameters);
        return new()
        {
            Name = result.Experiment.Name,
            Subtitle = result.Experiment.Description,
            Results = Results(history, result),
            Outcomes =
            [
                new("training: solved", Text(history.Examples)),
                .. history.Failures.Select(failure => new NamedValue($"training: {failure.Key}", Text(failure.Value))),
                .. result.Parts.SelectMany(Outcomes),
            ],
            Settings = [.. ExperimentChanges.Settings(result.Experiment)
                .Select(setting => new NamedValue(setting.Path, setting.Text))],
            History = history.Steps,
            Predictions =
            [
                .. Rows("train", run, run.Setup.Data.Training),
                .. Rows("validation", run, run.Setup.Data.Validation),
                .. Rows("test", run, run.Setup.Data.Test),
            ],
            Trajectories = [.. Rows(trajectories)],
            Time = result.Experiment.Report.Time,
            Targets = Names(run),
            Features = trajectories.Features,
            IsClassification = run.Setup.Loss.Classifies,
        };
    }

    // The log rolls over into further files, and each node of a cluster writes files of its own; those of nodes may
    // tell of other runs too.
    private static RunHistory History(string folder, IReadOnlyList<string> logs)
    {
        var own = Records([folder]);
        var names = own.Select(record => record.Run).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        return RunHistory.Of(
            [.. own, .. Records(logs).Where(record => names.Count == 0 || names.Contains(record.Run))]);
    }

    private static IReadOnlyList<LogRecord> Records(IReadOnlyList<string> places)
    {
        using var follower = new LogFollower(places);
        return follower.Look();
    }

    private static ValueArray<string> Names(TrainedRun run)
    {
        var names = run.Setup.Experiment.Report.Components;
        return names.Count == run.Setup.Data.TargetNames.Count ? names : run.Setup.Data.TargetNames;
    }

    // Of a run that was trained before, the log alone knows the steps, and nothing knows the rest.
    private static IReadOnlyList<NamedValue> Results(RunHistory history, RunResult result) =>
    [
        new("ended", result.Ended),
        new("optimiser steps", Text(result.Steps > 0 ? result.Steps : Last(history))),
        .. Known("seconds", result.Seconds > 0 ? result.Seconds : double.NaN),
        .. result.Parts.SelectMany(Metrics),
        .. Known("evaluations of an adjoint", result.NfeBackward),
        .. Late(
            "versions that the oldest gradient was behind",
            history.Steps.Select(step => step.Staleness).Where(double.IsFinite).DefaultIfEmpty().Max()),
        .. Late("examples whose gradients were dropped", history.Steps.Sum(step => step.Dropped)),
        new("parameters", Text(result.Parameters)),
        new("SHA-256 of the parameters", result.ParametersSha256),
    ];

    private static IEnumerable<NamedValue> Metrics(PartMetrics part) =>
    [
        new($"{part.Part} loss", Text(part.Loss)),
        .. Known($"{part.Part} accuracy", part.Accuracy),
        .. part.Rmse.Select(error => new NamedValue($"{part.Part} RMSE of {error.Key}", Text(error.Value))),
        new($"{part.Part} evaluations of a solve", Text(part.Nfe)),
    ];

    private static IEnumerable<NamedValue> Outcomes(PartMetrics part) =>
    [
        new($"result, {part.Part}: solved", Text(part.Examples)),
        new($"result, {part.Part}: failed", Text(part.Failed)),
    ];

    private static IEnumerable<PredictionRow> Rows(string part, TrainedRun run, Examples<double> examples)
    {
        if (examples.Count == 0) return [];
        var scale = run.Setup.Data.Targets;
        var width = scale.Columns;
        var data = scale.Inverted<double>(examples.Targets.AsSpan());
        var prediction = ExperimentResults.Predict(run.Setup.Model, scale, run.Parameters, examples);
        return
            from example in Enumerable.Range(0, examples.Count)
            from row in Enumerable.Range(
                examples.TimeOffsets[example], examples.TimeOffsets[example + 1] - examples.TimeOffsets[example])
            select new PredictionRow(
                part, example, examples.Times[row], data[(row * width)..((row + 1) * width)],
                prediction[(row * width)..((row + 1) * width)]);
    }

    private static IEnumerable<TrajectoryRow> Rows(ExperimentTrajectories trajectories)
    {
        var (examples, width) = (trajectories.Examples, trajectories.Features.Count);
        return
            from example in Enumerable.Range(0, width == 0 ? 0 : examples.Count)
            from row in Enumerable.Range(
                examples.TimeOffsets[example], examples.TimeOffsets[example + 1] - examples.TimeOffsets[example])
            select new TrajectoryRow(
                example, examples.Times[row], [.. trajectories.States.Skip(row * width).Take(width)]);
    }

    private static long Last(RunHistory history) => history.Steps is [.., var last] ? last.Version : 0;

    private static NamedValue[] Known(string name, double value) =>
        double.IsFinite(value) ? [new(name, Text(value))] : [];

    private static NamedValue[] Late(string name, double value) => value > 0 ? [new(name, Text(value))] : [];

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
