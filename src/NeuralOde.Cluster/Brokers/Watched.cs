using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NeuralOde.Cluster.Brokers;

/// <summary>Channels and consumers that a connection is there for. When the broker ends one, since a queue or an
/// exchange is gone, or the broker of a cluster that had it, the connection is closed too, and all begins anew on
/// another one.</summary>
internal static class Watched
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>A channel to publish on.</summary>
    public static async Task<IChannel> ChannelAsync(
        IConnection connection, CreateChannelOptions? options, CancellationToken cancellation)
    {
        var channel = await connection.CreateChannelAsync(options, cancellation);
        channel.ChannelShutdownAsync += (_, shutdown) =>
        {
            if (shutdown.Initiator == ShutdownInitiator.Peer) _ = BrokerLoop.CloseAsync(connection);
            return Task.CompletedTask;
        };
        return channel;
    }

    /// <summary>A consumer that takes nothing yet.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="channel">A channel of it.</param>
    /// <param name="over">Says that the connection has done its work: the consumer may end.</param>
    public static AsyncEventingBasicConsumer Consumer(
        IConnection connection, IChannel channel, CancellationToken over)
    {
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.UnregisteredAsync += (_, _) =>
        {
            _ = CloseAsync(connection, over);
            return Task.CompletedTask;
        };
        return consumer;
    }

    // A queue may be gone because its run is over, which is heard a moment before or after.
    private static async Task CloseAsync(IConnection connection, CancellationToken over)
    {
        await Task.Delay(Moment, CancellationToken.None);
        if (!over.IsCancellationRequested) await BrokerLoop.CloseAsync(connection);
    }
}
