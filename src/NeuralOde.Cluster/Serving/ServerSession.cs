using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Hosting;
using NeuralOde.Runtime.Logging;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Serving;

/// <summary>The part of a server node in one run: it stands by, leads when it gets the baton, and stands by
/// again when it loses its connection and with it the baton.</summary>
/// <param name="node">The node.</param>
/// <param name="run">The run.</param>
internal sealed class ServerSession(NodeSettings node, OpenRun run)
{
    private readonly RunQueues _queues = new(run.Id);
    private readonly CheckpointFormat _format = new(run.Outline, run.Description.DataSha256);
    private readonly CheckpointStore _store = new(
        Path.Combine(node.Out, run.Id.Name, "checkpoints"), run.Outline.Experiment.Training.Checkpoint.Keep);
    private readonly EventLog _log = new(node.Log.Logger.ForContext("Run", run.Id.Name));
    private Fence _newest;

    /// <summary>Ends when the run is over, or it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        var ours = ProgramProbe.Identity;
        var theirs = run.Outline.Plan.Identity;
        if (ours != theirs) throw new InvalidOperationException($"This server is {ours}, and the run is of {theirs}.");
        return BrokerLoop.RunAsync(node, StandByAsync, cancellation);
    }

    private async Task StandByAsync(IConnection connection, CancellationToken lost)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: lost);
        await _queues.DeclareAsync(channel, lost);
        await Baton.EnsureAsync(connection, _queues.Baton, Newest().Fence, lost);
        await using var baton = await Baton.WaitAsync(connection, _queues.Baton, lost);
        await LeadAsync(connection, baton, lost);
    }

    private async Task LeadAsync(IConnection connection, Baton baton, CancellationToken lost)
    {
        _newest = baton.Fence;
        await using var post = await ServerPost.OpenAsync(connection, baton.Fence, node, run);
        await using var host = new ServerHost(
            new()
            {
                Plan = run.Outline.Plan,
                Start = run.Outline.Start,
                Checkpoints = new ExperimentCheckpoints(_format, _store, Checkpoints()),
                Due = run.Outline.Due,
                Log = happened => Note(happened, post),
            },
            post);
        await host.LeadAsync(baton.Fence);
        await ServerMailbox.OpenAsync(connection, _queues, host, node.Log, lost);
        var outcome = await host.Outcome.WaitAsync(lost);
        if (outcome.Ending is Ending.Deposed) throw new IOException("a newer server leads the run");
        await FinishAsync(connection, baton, post, outcome, lost);
    }

    private void Note(TrainingEvent happened, ServerPost post)
    {
        _log.Write(happened);
        post.Tell(new ToFollower.Happened(happened));
    }

    // The result is safe before the list of runs says that the run is over.
    private async Task FinishAsync(
        IConnection connection, Baton baton, ServerPost post, RunOutcome outcome, CancellationToken lost)
    {
        var snapshot = new Snapshot(run.Id, baton.Fence, outcome.Progress);
        await post.TellResultAsync(outcome.Ending, _format.CheckpointOf(snapshot).Write(), lost);
        await OpenRuns.AppendAsync(connection, new(run.Id, baton.Fence, new ToNode.RunClosed()), lost);
        await baton.BreakAsync(lost);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: lost);
        await _queues.DeleteAsync(channel, lost);
    }

    private Snapshot Newest() =>
        Checkpoints().Select(_format.SnapshotOf).FirstOrDefault() is { } found && found.Fence.IsNewerThan(_newest)
            ? found
            : new(run.Id, _newest, run.Outline.Start);

    // What was saved here, else what the run goes on from.
    private TrainingCheckpoint[] Checkpoints()
    {
        if (_store.Newest() is CheckpointSearch.Found(var newest, _, _)) return [newest];
        if (run.Description.From.Count == 0) return [];
        return TrainingCheckpoint.Read($"run {run.Id}", run.Description.From.AsSpan()).Match<TrainingCheckpoint[]>(
            from => [from], error => throw new InvalidDataException($"{error}"));
    }
}
