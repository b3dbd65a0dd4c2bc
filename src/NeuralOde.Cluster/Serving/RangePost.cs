using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Wire;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Serving;

/// <summary>Carries a range server's letters over the broker.</summary>
/// <param name="outbox">The channels.</param>
/// <param name="run">The run.</param>
/// <param name="server">Which of its servers writes.</param>
/// <param name="format">How checkpoints are written.</param>
/// <param name="lost">The end of the connection.</param>
internal sealed class RangePost(
    Outbox outbox, OpenRun run, int server, CheckpointFormat format, CancellationToken lost) : IRangePost
{
    private readonly RunQueues _queues = RunQueues.Of(run);

    /// <inheritdoc/>
    public Task SendAsync(Envelope<ToServer> envelope) =>
        outbox.PublishAsync("", _queues.Server, new(""), WireFormat.Encode(envelope));

    /// <inheritdoc/>
    public Task SendAsync(WorkerId to, Envelope<ToWorker> envelope) =>
        outbox.PublishAsync("", _queues.ThetaOf(to, server), to, WireFormat.Encode(envelope));

    /// <inheritdoc/>
    public Task BroadcastAsync(Envelope<ToWorker> envelope) =>
        outbox.PublishAsync(_queues.ThetaOf(server), "", new(""), WireFormat.Encode(envelope));

    /// <inheritdoc/>
    public Task TellResultAsync(Fence leader, RangeSnapshot range) => outbox.DeliverAsync(
        _queues.Follower,
        format.CheckpointOf(leader, range).Write(),
        (number, count, bytes) => new(run.Id, leader, new ToFollower.RangeResult(server, number, count, bytes)),
        lost);

    /// <summary>Gives a checkpoint to the servers that stand by.</summary>
    public void Share(byte[] checkpoint) => _ = outbox.ShareAsync(_queues.SavedOf(server), checkpoint);
}
