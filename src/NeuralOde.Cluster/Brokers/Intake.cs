using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NeuralOde.Cluster.Brokers;

/// <summary>The exchange that workers write to. The broker's own one would bring their letters to every queue, the
/// baton and the list of runs too; this one only to those that were opened to them.</summary>
internal static class Intake
{
    /// <summary>Its name.</summary>
    public const string Name = "neuralode.workers";

    /// <summary>Whether a letter came this way, so that a worker may have written it.</summary>
    public static bool Brought(BasicDeliverEventArgs delivery) => delivery.Exchange == Name;

    /// <summary>Opens a queue to workers, under its own name.</summary>
    public static async Task OpenAsync(IChannel channel, string queue, CancellationToken cancellation)
    {
        await channel.ExchangeDeclareAsync(Name, ExchangeType.Direct, durable: true, cancellationToken: cancellation);
        await channel.QueueBindAsync(queue, Name, queue, cancellationToken: cancellation);
    }
}
