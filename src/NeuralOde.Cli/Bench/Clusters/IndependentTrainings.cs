using NeuralOde.Cli.Bench.Processes;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>Processes that train the same experiment each for itself, at the same time: what the machine gives to so many
/// of them, without any cluster.</summary>
internal static class IndependentTrainings
{
    private const int Measured = 11;

    /// <summary>The examples per second of all of them together.</summary>
    /// <param name="problem">What each of them trains, with one solve at a time.</param>
    /// <param name="warmUp">The steps that do not count.</param>
    /// <param name="processes">How many there are.</param>
    public static async Task<Result<double, Failure>> ExamplesPerSecondAsync(
        ClusterProblem problem, int warmUp, int processes)
    {
        string[] folders = [.. Enumerable.Range(1, processes).Select(number => $"{problem.File}-{processes}-{number}")];
        var ended = await Task.WhenAll(folders.Select(folder => Task.Run(() => NeuralodeProcess.SecondsToEnd(
            "", "train", problem.File, "--out", folder, "--threads", "1",
            "--set", $"training.steps={warmUp + Measured}")))).ConfigureAwait(false);
        return ended.Traverse(seconds => seconds).Map(_ => folders.Sum(folder => ExamplesPerSecond(folder, warmUp)));
    }

    private static double ExamplesPerSecond(string folder, int warmUp) => Timing.MedianOf(
        LogRecord.Read(File.ReadLines(Path.Combine(folder, "log.jsonl")))
            .Where(record => record.Template == LogTemplates.StepMeasured)
            .Skip(warmUp)
            .Select(record => record.Number("ExamplesPerSecond")));
}
