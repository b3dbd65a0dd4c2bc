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
    /// <param name="lost">The end of the connection.</param>
    public static async Task OpenAsync(
        IConnection connection, string queue, Func<BasicDeliverEventArgs, Task> take, CancellationToken lost)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: lost);
        await channel.BasicQosAsync(0, LettersAhead, global: false, lost);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await take(delivery);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, lost);
        };
        _ = await channel.BasicConsumeAsync(queue, autoAck: false, consumer, lost);
    }
}
