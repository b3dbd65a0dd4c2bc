using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Wire;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Serving;

/// <summary>Carries a server's letters over the broker.</summary>
internal sealed class ServerPost : IServerPost, IAsyncDisposable
{
    private readonly IChannel _letters;
    private readonly IChannel _results;
    private readonly RunQueues _queues;
    private readonly NodeSettings _node;
    private readonly OpenRun _run;
    private readonly Fence _fence;
    private readonly Lazy<IReadOnlyList<ShardExamples<double>>> _shards;

    private ServerPost((IChannel Letters, IChannel Results) channels, Fence fence, NodeSettings node, OpenRun run)
    {
        (_letters, _results) = channels;
        (_fence, _node, _run, _queues) = (fence, node, run, new(run.Id));
        _shards = new(Shards);
    }

    /// <summary>Opens it for one reign.</summary>
    public static async Task<ServerPost> OpenAsync(
        IConnection connection, Fence fence, NodeSettings node, OpenRun run)
    {
        var letters = await connection.CreateChannelAsync();
        var results = await connection.CreateChannelAsync(BrokerLoop.Confirmed);
        return new((letters, results), fence, node, run);
    }

    /// <inheritdoc/>
    public Task SendAsync(WorkerId to, Envelope<ToWorker> envelope) => envelope.Letter is ToWorker.Parameters
        ? PublishAsync("", _queues.ThetaOf(to), to, WireFormat.Encode(envelope))
        : PublishAsync("", _queues.Worker(to), to, WireFormat.Encode(envelope));

    /// <inheritdoc/>
    public Task BroadcastAsync(Envelope<ToWorker> envelope) =>
        PublishAsync(_queues.Theta, "", new(""), WireFormat.Encode(envelope));

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
    public void Share(byte[] checkpoint) => _ = PublishAsync(_queues.Saved, "", new(""), checkpoint);

    /// <summary>Tells whoever follows the run.</summary>
    public void Tell(ToFollower letter) => _ = PublishAsync(
        "", _queues.Follower, new(""), WireFormat.Encode(new Envelope<ToFollower>(_run.Id, _fence, letter)));

    /// <summary>Tells whoever follows the run how it ended; ends when the broker has it.</summary>
    public async Task TellResultAsync(Ending why, byte[] checkpoint, CancellationToken lost)
    {
        var parts = checkpoint.Chunk(ShardStore.PartBytes).ToArray();
        foreach (var (number, part) in parts.Index())
        {
            var letter = new ToFollower.Result(why, number, parts.Length, ValueArray.Of<byte>(part));
            await _results.BasicPublishAsync(
                "", _queues.Follower, mandatory: true,
                new BasicProperties { DeliveryMode = DeliveryModes.Persistent },
                WireFormat.Encode(new Envelope<ToFollower>(_run.Id, _fence, letter)), lost);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _letters.DisposeAsync();
        await _results.DisposeAsync();
    }

    // A letter that does not go out is lost, as any may be; the session learns of a lost connection itself.
    private async Task PublishAsync(string exchange, string key, WorkerId to, byte[] body)
    {
        try
        {
            var properties = new BasicProperties { CorrelationId = to.Name };
            await _letters.BasicPublishAsync(exchange, key, mandatory: false, properties, body);
        }
        catch (Exception thrown) when (BrokerLoop.IsOfBroker(thrown))
        {
            _node.Log.Lost(thrown.Message);
        }
    }

    private IReadOnlyList<ShardExamples<double>> Shards() => new DataRoot(_node.DataRoot)
        .Load(_run.Outline.Experiment)
        .Match(data => ShardExamples<double>.Cut(data, _run.Outline.Plan), reason =>
        {
            _node.Log.NotTaken(_run.Id, reason);
            return [];
        });
}
