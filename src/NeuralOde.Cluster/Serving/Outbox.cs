using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Serving;

/// <summary>The channels over which a server writes.</summary>
internal sealed class Outbox : IAsyncDisposable
{
    private readonly IChannel _letters;
    private readonly IChannel _results;
    private readonly NodeLog _log;

    private Outbox(IChannel letters, IChannel results, NodeLog log) =>
        (_letters, _results, _log) = (letters, results, log);

    /// <summary>Opens them.</summary>
    public static async Task<Outbox> OpenAsync(IConnection connection, NodeLog log) => new(
        await Watched.ChannelAsync(connection, null, CancellationToken.None),
        await Watched.ChannelAsync(connection, BrokerLoop.Confirmed, CancellationToken.None),
        log);

    /// <summary>Writes a letter, at most once.</summary>
    /// <param name="exchange">Where it is handed in; empty for a queue.</param>
    /// <param name="key">The queue.</param>
    /// <param name="to">The worker that it is for, if it is for one.</param>
    /// <param name="body">The letter.</param>
    public async Task PublishAsync(string exchange, string key, WorkerId to, byte[] body)
    {
        // A letter that does not go out is lost, as any may be; the session learns of a lost connection itself.
        try
        {
            var properties = new BasicProperties { CorrelationId = to.Name };
            await _letters.BasicPublishAsync(exchange, key, mandatory: false, properties, body);
        }
        catch (Exception thrown) when (BrokerLoop.IsOfBroker(thrown))
        {
            _log.Lost(thrown.Message);
        }
    }

    /// <summary>Gives a copy of a checkpoint to the servers that stand by, where it is not too long for
    /// that.</summary>
    public Task ShareAsync(string exchange, byte[] checkpoint)
    {
        if (checkpoint.Length <= BrokerLetters.Limit) return PublishAsync(exchange, "", new(""), checkpoint);
        _log.NotCopied(checkpoint.Length, BrokerLetters.Limit);
        return Task.CompletedTask;
    }

    /// <summary>Writes a checkpoint in pieces; ends when the broker has them all.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="piece">The letter of a piece: its number, how many there are, and its bytes.</param>
    /// <param name="lost">Ends it.</param>
    public async Task DeliverAsync(
        string queue, byte[] checkpoint, Func<int, int, ValueArray<byte>, Envelope<ToFollower>> piece,
        CancellationToken lost)
    {
        var parts = checkpoint.Chunk(ShardStore.PartBytes).ToArray();
        foreach (var (number, part) in parts.Index())
        {
            await _results.BasicPublishAsync(
                "", queue, mandatory: true, new BasicProperties { DeliveryMode = DeliveryModes.Persistent },
                WireFormat.Encode(piece(number, parts.Length, ValueArray.Of<byte>(part))), lost);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _letters.DisposeAsync();
        await _results.DisposeAsync();
    }
}
