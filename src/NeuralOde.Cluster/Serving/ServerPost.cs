using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Wire;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Hosting;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Serving;

/// <summary>Carries a server's letters over the broker.</summary>
internal sealed class ServerPost : IServerPost, IAsyncDisposable
{
    private readonly Outbox _outbox;
    private readonly RunQueues _queues;
    private readonly NodeSettings _node;
    private readonly OpenRun _run;
    private readonly Fence _fence;
    private readonly Lazy<IReadOnlyList<ShardExamples<double>>> _shards;

    private ServerPost(Outbox outbox, Fence fence, NodeSettings node, OpenRun run)
    {
        (_outbox, _fence, _node, _run, _queues) = (outbox, fence, node, run, RunQueues.Of(run));
        _shards = new(Shards);
    }

    /// <summary>Opens it for one reign.</summary>
    public static async Task<ServerPost> OpenAsync(
        IConnection connection, Fence fence, NodeSettings node, OpenRun run) =>
        new(await Outbox.OpenAsync(connection, node.Log), fence, node, run);

    /// <inheritdoc/>
    public Task SendAsync(WorkerId to, Envelope<ToWorker> envelope) => envelope.Letter is ToWorker.Parameters
        ? _outbox.PublishAsync("", _queues.ThetaOf(to, server: 0), to, WireFormat.Encode(envelope))
        : _outbox.PublishAsync("", _queues.Worker(to), to, WireFormat.Encode(envelope));

    /// <inheritdoc/>
    public Task SendAsync(int server, Envelope<ToRange> envelope) =>
        _outbox.PublishAsync("", _queues.MailOf(server), new(""), WireFormat.Encode(envelope));

    /// <inheritdoc/>
    public Task BroadcastAsync(Envelope<ToWorker> envelope) =>
        _outbox.PublishAsync(_queues.ThetaOf(server: 0), "", new(""), WireFormat.Encode(envelope));

    /// <inheritdoc/>
    public async Task SendShardAsync(WorkerId to, int shard)
    {
        if (shard < 0 || shard >= _shards.Value.Count) return;
        var bytes = ShardFile.Write(_shards.Value[shard]);
        var parts = bytes.Chunk(ShardStore.PartBytes).ToArray();
        foreach (var (number, part) in parts.Index())
        {
            var letter = new ToWorker.ShardPart(shard, number, parts.Length, ValueArray.Of<byte>(part));
            await SendAsync(to, new(_run.Id, _fence, letter));
        }

        _node.Log.Sent(shard, to, bytes.Length);
    }

    /// <summary>Gives a checkpoint to the servers that stand by.</summary>
    public void Share(byte[] checkpoint) => _ = _outbox.ShareAsync(_queues.SavedOf(server: 0), checkpoint);

    /// <summary>Gives copies of all that are in a store, to a server that came late.</summary>
    public void ShareAll(CheckpointStore store)
    {
        foreach (var checkpoint in store.All()) Share(checkpoint.Write());
    }

    /// <summary>Tells whoever follows the run.</summary>
    public void Tell(ToFollower letter) => _ = _outbox.PublishAsync(
        "", _queues.Follower, new(""), WireFormat.Encode(new Envelope<ToFollower>(_run.Id, _fence, letter)));

    /// <summary>Tells whoever follows the run how it ended; ends when the broker has it.</summary>
    public Task TellResultAsync(Ending why, byte[] checkpoint, CancellationToken lost) => _outbox.DeliverAsync(
        _queues.Follower,
        checkpoint,
        (number, count, bytes) => new(
            _run.Id, _fence, new ToFollower.Result(why, _run.Description.Servers, number, count, bytes)),
        lost);

    public ValueTask DisposeAsync() => _outbox.DisposeAsync();

    private IReadOnlyList<ShardExamples<double>> Shards() => new DataRoot(_node.DataRoot)
        .Load(_run.Outline.Experiment)
        .Match(data => ShardExamples<double>.Cut(data, _run.Outline.Plan), reason =>
        {
            _node.Log.NotTaken(_run.Id, reason);
            return [];
        });
}
