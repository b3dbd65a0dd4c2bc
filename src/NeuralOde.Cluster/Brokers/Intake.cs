using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NeuralOde.Cluster.Brokers;

/// <summary>The exchanges that those write to who are no servers. The broker's own one would bring their letters to
/// every queue, the baton and the list of runs too; these only to those that were opened to them.</summary>
internal static class Intake
{
    /// <summary>That of workers.</summary>
    public const string OfWorkers = "neuralode.workers";

    /// <summary>That of whoever submits runs and follows them.</summary>
    public const string OfFollowers = "neuralode.followers";

    /// <summary>Who may have written a letter, by the way that it came.</summary>
    public static Writer WriterOf(BasicDeliverEventArgs delivery) => delivery.Exchange switch
    {
        OfWorkers => Writer.Worker,
        OfFollowers => Writer.Follower,
        _ => Writer.Server,
    };

    /// <summary>Where somebody writes to.</summary>
    public static string ExchangeOf(Writer writer) => writer switch
    {
        Writer.Worker => OfWorkers,
        Writer.Follower => OfFollowers,
        _ => "",
    };

    /// <summary>Opens a queue to an exchange, under its own name.</summary>
    public static async Task OpenAsync(IChannel channel, string queue, string exchange, CancellationToken cancellation)
    {
        await channel.ExchangeDeclareAsync(
            exchange, ExchangeType.Direct, durable: true, cancellationToken: cancellation);
        await channel.QueueBindAsync(queue, exchange, queue, cancellationToken: cancellation);
    }
}

/// <summary>Who may have written a letter.</summary>
internal enum Writer
{
    /// <summary>A server: nobody else may write to the broker's own exchange.</summary>
    Server,

    /// <summary>A worker.</summary>
    Worker,

    /// <summary>Whoever submits runs and follows them.</summary>
    Follower,
}
