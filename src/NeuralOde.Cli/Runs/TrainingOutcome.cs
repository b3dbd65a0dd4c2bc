using System.Security.Cryptography;
using NeuralOde.Actors.Running;
using NeuralOde.Cli.Results;
using NeuralOde.Core.Data;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cli.Runs;

/// <summary>Measures what came out of a training.</summary>
internal static class TrainingOutcome
{
    /// <summary>The result with the metrics of every part of the data.</summary>
    public static RunResult Of(PreparedRun run, TrainingResult result, int threads)
    {
        var last = result.History.Steps.Count > 0 ? result.History.Steps[^1] : null;
        var version = result.Progress.Version.Value;
        return new()
        {
            Experiment = run.Setup.Experiment,
            Ended = Named(result.Ending),
            Steps = version,
            Epochs = (double)version / run.Setup.Plan.Batching.MinibatchesPerEpoch,
            Seconds = result.Elapsed.TotalSeconds,
            MakespanOverIdeal = result.History.MedianMakespanOverIdeal,
            Idle = [.. result.History.MeanIdle.Select(idle => KeyValuePair.Create(idle.Worker.Name, idle.Share))],
            NfeBackward = last is null ? double.NaN : last.BackwardNfe.Total / last.Examples,
            Parameters = run.Setup.Model.Layout.Total,
            ParametersSha256 = result.ParametersSha256,
            Parts = Parts(run.Setup, result.Best, threads),
            Paths =
            [
                KeyValuePair.Create("folder", run.Folder.FullPath),
                KeyValuePair.Create("model", run.Folder.Model),
                KeyValuePair.Create("log", RunFiles.Log(run.Folder.FullPath)),
            ],
        };
    }

    /// <summary>The result of an evaluation without training.</summary>
    public static RunResult Of(TrainedRun run, int threads) => new()
    {
        Experiment = run.Setup.Experiment,
        Ended = "evaluated",
        Steps = 0,
        Epochs = 0,
        Parameters = run.Parameters.Length,
        ParametersSha256 = Convert.ToHexStringLower(SHA256.HashData(run.Parameters.ToBytes())),
        Parts = Parts(run.Setup, run.Parameters, threads),
        Paths = [],
    };

    private static IReadOnlyList<PartMetrics> Parts(ExperimentSetup setup, FlatVector parameters, int threads)
    {
        (string Name, Examples<double> Examples)[] parts =
            [("train", setup.Data.Training), ("validation", setup.Data.Validation), ("test", setup.Data.Test)];
        return
        [
            .. parts.Where(part => part.Examples.Count > 0).Select(part => PartMetrics.Of(
                part.Name, ExperimentResults.Evaluate(setup, parameters, part.Examples, threads), setup.Data)),
        ];
    }

    private static string Named(Ending ending) => ending switch
    {
        Ending.Finished => "finished",
        Ending.NoMoreGain => "noMoreGain",
        Ending.Stopped => "stopped",
        Ending.Deposed => "deposed",
        Ending.HandedOver => "handedOver",
        Ending.RangeLost => "rangeLost",
        Ending.RangeLacks => "rangeLacks",
        Ending.Failed => "failed",
        _ => throw Unreachable.Case(ending),
    };
}
