using System.Text.Json.Nodes;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Processes;

/// <summary>The time from the start of <c>neuralode train spiral</c> to its first step, and that of doing nothing.</summary>
internal static class StartUp
{
    public static Result<Measurement[], Failure> Run(BenchRequest request)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"neuralode-startup-{Environment.ProcessId}");
        try
        {
            return
                from first in Median(request, i => NeuralodeProcess.SecondsToLine(
                    request.Published, "step 1/", "train", "spiral", "--out", Path.Combine(folder, $"{i}")))
                from nothing in Median(request, _ => NeuralodeProcess.SecondsToEnd(request.Published, "methods"))
                select new[]
                {
                    Row(request, Metric.SecondsToFirstStep, "train spiral", first),
                    Row(request, Metric.SecondsProcess, "methods", nothing),
                };
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The middle of several times; the first process, which fills the caches of files, does not count.</summary>
    private static Result<double, Failure> Median(BenchRequest request, Func<int, Result<double, Failure>> seconds) =>
        Enumerable.Range(0, request.Repeats + 1).Traverse(seconds).Map(times => Timing.MedianOf(times.Skip(1)));

    private static Measurement Row(BenchRequest request, string metric, string command, double value) =>
        new("startup", metric, value, new JsonObject
        {
            ["dtype"] = "f64",
            ["command"] = command,
            ["program"] = request.Published.Length == 0 ? "the one that measures" : "published",
            ["repeats"] = request.Repeats,
        });
}
