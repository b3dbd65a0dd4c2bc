using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NeuralOde.Cluster.Brokers;

/// <summary>Takes what is in a queue, letter by letter.</summary>
internal static class QueueReader
{
    private const ushort LettersAhead = 64;

    /// <summary>Begins; it ends with the connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="take">Takes a letter, which is acknowledged after that; its bytes are the client's again
    /// then.</param>
    /// <param name="over">The end of the connection, or of the need for letters.</param>
    public static async Task OpenAsync(
        IConnection connection, string queue, Func<BasicDeliverEventArgs, Task> take, CancellationToken over)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: over);
        await channel.BasicQosAsync(0, LettersAhead, global: false, over);
        var consumer = Watched.Consumer(connection, channel, over);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await take(delivery);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, over);
        };
        _ = await channel.BasicConsumeAsync(queue, autoAck: false, consumer, over);
    }
}
