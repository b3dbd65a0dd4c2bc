using System.Globalization;
using NeuralOde.Actors.Reporting;
using NeuralOde.Cli.Runs;
using NeuralOde.Cluster.Following;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Core.Training;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;
using Serilog;

namespace NeuralOde.Cli.Clusters;

/// <summary>Trains on the nodes of a cluster.</summary>
internal static class ClusterTraining
{
    /// <summary>Submits the run, and follows it to its end.</summary>
    /// <param name="run">What is trained.</param>
    /// <param name="submission">Where the nodes are, and what they know it as.</param>
    /// <param name="log">The log of the run.</param>
    /// <param name="progress">Is told what happens, in order, by one thread at a time.</param>
    /// <param name="stop">Ends the training after a checkpoint at the last complete version.</param>
    public static async Task<TrainingResult> RunAsync(
        PreparedRun run, Submission submission, ILogger log, IProgress<TrainingEvent> progress, CancellationToken stop)
    {
        var (steps, validations) = (new List<StepFigures>(), new List<TrainingEvent.Validated>());
        var beganAt = TimeProvider.System.GetTimestamp();
        var node = new NodeSettings
        {
            Broker = submission.Broker,
            Name = string.Create(CultureInfo.InvariantCulture, $"follower-{Environment.ProcessId}"),
            DataRoot = ".",
            Out = run.Folder.FullPath,
            Log = new(log),
        };
        var description = ExperimentDescription.Of(run.Setup, Begin(run), run.Servers);
        var result = await new RunFollower(node, submission.Run, description)
            .RunAsync(new Note(Heard), stop).ConfigureAwait(false);
        var checkpoint = TrainingCheckpoint.Joined([.. result.Checkpoints.Select(part =>
            TrainingCheckpoint.Read($"run {submission.Run}", part.AsSpan())
                .Match(found => found, error => throw new InvalidDataException($"{error}")))]);
        _ = run.Store.Save(checkpoint).Match(path => path, error => throw new IOException(error.Message));
        return new(
            run.CheckpointFormat.SnapshotOf(checkpoint).Progress,
            result.Ending,
            new(steps, validations),
            TimeProvider.System.GetElapsedTime(beganAt));

        void Heard(TrainingEvent happened)
        {
            if (happened is TrainingEvent.StepMeasured(var figures)) steps.Add(figures);
            if (happened is TrainingEvent.Validated validated) validations.Add(validated);
            progress.Report(happened);
        }
    }

    // Servers that share the parameters begin with their ranges of what the seed gives.
    private static TrainingCheckpoint? Begin(PreparedRun run) => run switch
    {
        { Servers: > 1 } => null,
        { Newest: [var newest] } => newest,
        _ => run.CheckpointFormat.CheckpointOf(new(run.Setup.Plan.Run, new(0), run.Start)),
    };

    private sealed class Note(Action<TrainingEvent> hear) : IProgress<TrainingEvent>
    {
        public void Report(TrainingEvent value) => hear(value);
    }
}
