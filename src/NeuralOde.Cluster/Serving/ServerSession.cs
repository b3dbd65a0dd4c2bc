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

/// <summary>The part of a server node in one run: it stands by, leads when it gets the baton, or holds a range
/// when it gets that one's, and stands by again when it loses its connection and with it the baton.</summary>
/// <param name="node">The node.</param>
/// <param name="run">The run.</param>
internal sealed class ServerSession(NodeSettings node, OpenRun run)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly RunQueues _queues = RunQueues.Of(run);
    private readonly CheckpointFormat _format = new(run.Outline, run.Description.DataSha256);
    private readonly EventLog _log = new(node.Log.Logger.ForContext("Run", run.Id.Name));
    private Fence _newest;
    private volatile ServerHost? _leading;
    private volatile RangeHost? _holding;
    private volatile Task _finishing = Task.CompletedTask;

    /// <summary>Ends when the run is over, or after the run was handed over when it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var ours = ProgramProbe.Identity;
        var theirs = run.Outline.Plan.Identity;
        if (ours != theirs) throw new InvalidOperationException($"This server is {ours}, and the run is of {theirs}.");
        using var over = new CancellationTokenSource();
        await using var leaves = cancellation.Register(() => _ = LeaveAsync(over));
        await BrokerLoop.RunAsync(node, StandByAsync, over.Token);
    }

    // A server that leads or holds a range saves its last version first, so that its successor has nothing to do
    // again.
    private async Task LeaveAsync(CancellationTokenSource over)
    {
        if (_holding is { } range)
        {
            await range.SendAsync(new RangeServer.Message.LeaveRequested());
            _ = await Task.WhenAny(range.Ended, Task.Delay(Patience));
        }

        if (_leading is { } host)
        {
            await host.SendAsync(new ParameterServer.Message.LeaveRequested());
            _ = await Task.WhenAny(host.Outcome, Task.Delay(Patience));
        }

        _ = await Task.WhenAny(_finishing, Task.Delay(Patience));
        await over.CancelAsync();
    }

    private async Task StandByAsync(IConnection connection, CancellationToken lost)
    {
        await OpenRuns.OpenAsync(connection, run.Id, run.Description, Newest().Fence, lost);
        await using var copies = await CopiesOfCheckpoints.OpenAsync(connection, _queues, StoreOf, node.Log, lost);
        var candidacy = new Candidacy(_queues, StoreOf, server => node.Log.GaveBack(run.Id, server));
        var (server, held) = await candidacy.ClaimAsync(connection, lost);
        await using var baton = held;
        await copies.CloseAsync();
        await (server == 0 ? LeadAsync(connection, baton, lost) : HoldAsync(connection, server, baton, lost));
    }

    private async Task HoldAsync(IConnection connection, int server, Baton baton, CancellationToken lost)
    {
        var plan = run.Outline.Plan;
        await using var outbox = await Outbox.OpenAsync(connection, node.Log);
        var post = new RangePost(outbox, run, server, _format, lost);
        var checkpoints = new RangeCheckpoints(run.Outline, plan.Ranges[server], _format, StoreOf(server), post);
        await using var host = new RangeHost(
            new() { Plan = plan, Self = new(new(node.Name), new(0)), Server = server },
            checkpoints,
            post,
            TimeProvider.System);
        await RangeMailbox.OpenAsync(connection, _queues.MailOf(server), host, checkpoints.ShareAll, node.Log, lost);
        await host.SendAsync(new RangeServer.Message.Claimed(new(baton.Fence.Value)));
        node.Log.Holds(run.Id, server, plan.Ranges[server]);
        _holding = host;
        await host.Ended.WaitAsync(lost);
        _holding = null;
    }

    private async Task LeadAsync(IConnection connection, Baton baton, CancellationToken lost)
    {
        // The broker's number begins anew with a new disk of the broker; what was seen or saved does not.
        var seen = Newest().Fence;
        var fence = baton.Fence.IsNewerThan(seen) ? baton.Fence : new(seen.Value + 1);
        _newest = fence;
        await using var post = await ServerPost.OpenAsync(connection, fence, node, run);
        await using var host = new ServerHost(
            new()
            {
                Plan = run.Outline.Plan,
                Start = run.Outline.Start,
                Checkpoints = new SharedCheckpoints(
                    new ExperimentCheckpoints(_format, StoreOf(0), Checkpoints()), _format, post),
                Due = run.Outline.Due,
                Log = happened => Note(happened, post),
            },
            post);
        await host.LeadAsync(fence);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(lost);
        await ServerMailbox.OpenAsync(
            connection, _queues.Server, host, () => post.ShareAll(StoreOf(0)), node.Log, over.Token);
        _leading = host;
        var outcome = await host.Outcome.WaitAsync(lost);
        _leading = null;
        await over.CancelAsync();
        switch (outcome.Ending)
        {
            case Ending.Deposed(var newer):
                _newest = newer;
                throw new IOException("a newer server leads the run");
            case Ending.RangeLost(var server):
                throw new IOException($"server {server} lost its range, and all go on from what is safe");
            case Ending.RangeLacks(var server):
                StoreOf(0).Forget(outcome.Progress.Version.Value);
                throw new IOException(
                    $"server {server} has no checkpoint of version {outcome.Progress.Version}, and all go on from an "
                    + "older one");
        }

        if (outcome.Ending is Ending.HandedOver) return;
        _finishing = FinishAsync(connection, baton, post, outcome, lost);
        await _finishing;
    }

    private CheckpointStore StoreOf(int server) => new(
        Path.Combine(node.Out, run.Id.Name, server == 0 ? "checkpoints" : $"checkpoints-{server}"),
        run.Outline.Experiment.Training.Checkpoint.Keep);

    private void Note(TrainingEvent happened, ServerPost post)
    {
        _log.Write(happened);
        post.Tell(new ToFollower.Happened(happened));
    }

    // The result is safe before the list of runs says that the run is over.
    private async Task FinishAsync(
        IConnection connection, Baton baton, ServerPost post, RunOutcome outcome, CancellationToken lost)
    {
        var snapshot = new Snapshot(run.Id, _newest, outcome.Progress);
        await post.TellResultAsync(outcome.Ending, _format.CheckpointOf(snapshot).Write(), lost);
        await OpenRuns.AppendAsync(connection, Writer.Server, new(run.Id, _newest, new ToNode.RunClosed()), lost);
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
        if (StoreOf(0).Newest() is CheckpointSearch.Found(var newest, _, _)) return [newest];
        if (run.Description.From.Count == 0) return [];
        return TrainingCheckpoint.Read($"run {run.Id}", run.Description.From.AsSpan()).Match<TrainingCheckpoint[]>(
            from => [from], error => throw new InvalidDataException($"{error}"));
    }
}
