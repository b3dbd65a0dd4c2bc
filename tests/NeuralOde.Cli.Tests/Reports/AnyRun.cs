using NeuralOde.Cli.Reports;

namespace NeuralOde.Cli.Tests.Reports;

/// <summary>Summaries of runs that never were, for the page to show.</summary>
internal static class AnyRun
{
    public static RunSummary Spiral { get; } = new()
    {
        Name = "spiral <script>",
        Subtitle = "500 optimiser steps",
        Results = [new("final loss", "0.0012"), new("evaluations forward", "128")],
        Outcomes = [new("finished", "1"), new("not finite", "0")],
        Settings = [new("seed", "1"), new("optimiser.rate", "0.05")],
        History = [.. Enumerable.Range(1, 500).Select(version => new HistoryPoint(
            version, 10.0 / version, version % 50 == 0 ? 12.0 / version : double.NaN, 100 + version / 20, 150 + version / 10))],
        Predictions = [.. Enumerable.Range(0, 30).Select(index => new PredictionRow(
            index < 20 ? "train" : "test", 0, index * 0.05, [Math.Cos(index * 0.1), Math.Sin(index * 0.1)],
            [Math.Cos(index * 0.1) + 0.02, Math.Sin(index * 0.1)]))],
        Trajectories = [.. Enumerable.Range(0, 200).Select(index => new TrajectoryRow(
            0, index * 0.01, [Math.Cos(index * 0.03), Math.Sin(index * 0.03)]))],
        Time = "t",
        Targets = ["y1", "y2"],
        Features = ["y1", "y2"],
        IsClassification = false,
    };

    public static RunSummary Classes { get; } = Spiral with
    {
        Predictions =
        [
            new("test", 0, 1, [1, 0], [0.9, 0.1]),
            new("test", 1, 1, [0, 1], [0.8, 0.2]),
            new("test", 2, 1, [0, 1], [0.1, 0.9]),
        ],
        Targets = ["cat", "dog"],
        IsClassification = true,
    };
}
