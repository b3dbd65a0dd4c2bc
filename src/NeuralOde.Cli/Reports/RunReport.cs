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
    /// <returns>The path of the file.</returns>
    public static Result<string, Failure> Write(string folder, TrainedRun run, RunResult result) =>
        AtomicFile.Write(
            RunFiles.Report(folder), Encoding.UTF8.GetBytes(ReportPage.Html(Summary(folder, run, result))))
        .MapError(Failure.Data);

    private static RunSummary Summary(string folder, TrainedRun run, RunResult result)
    {
        var trajectories = ExperimentTrajectories.Of(run.Setup, run.Parameters);
        var history = History(folder);
        return new()
        {
            Name = result.Experiment.Name,
            Subtitle = result.Experiment.Description,
            Results = Results(result),
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

    // The log rolls over into further files, and each node of a cluster writes files of its own.
    private static RunHistory History(string folder)
    {
        using var follower = new LogFollower([folder]);
        return RunHistory.Of(follower.Look());
    }

    private static ValueArray<string> Names(TrainedRun run)
    {
        var names = run.Setup.Experiment.Report.Components;
        return names.Count == run.Setup.Data.TargetNames.Count ? names : run.Setup.Data.TargetNames;
    }

    private static IReadOnlyList<NamedValue> Results(RunResult result) =>
    [
        new("ended", result.Ended),
        new("optimiser steps", Text(result.Steps)),
        new("seconds", Text(result.Seconds)),
        .. result.Parts.SelectMany(Metrics),
        new("evaluations of an adjoint", Text(result.NfeBackward)),
        new("parameters", Text(result.Parameters)),
        new("SHA-256 of the parameters", result.ParametersSha256),
    ];

    private static IEnumerable<NamedValue> Metrics(PartMetrics part) =>
    [
        new($"{part.Part} loss", Text(part.Loss)),
        .. double.IsFinite(part.Accuracy)
            ? [new NamedValue($"{part.Part} accuracy", Text(part.Accuracy))]
            : (NamedValue[])[],
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

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
