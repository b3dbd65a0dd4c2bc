using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Brokers;

/// <summary>The list of runs: a stream, which every node reads from its first letter on, so that it does not
/// matter who came first.</summary>
internal static class OpenRuns
{
    /// <summary>The stream's name.</summary>
    public const string Queue = "neuralode.runs";

    /// <summary>Makes the stream where it is missing.</summary>
    public static Task DeclareAsync(IChannel channel, CancellationToken cancellation) => channel.QueueDeclareAsync(
        Queue,
        durable: true,
        exclusive: false,
        autoDelete: false,
        new Dictionary<string, object?> { ["x-queue-type"] = "stream", ["x-max-age"] = "30D" },
        cancellationToken: cancellation);

    /// <summary>Adds a letter; ends when the broker has it.</summary>
    public static async Task AppendAsync(
        IConnection connection, Envelope<ToNode> envelope, CancellationToken cancellation)
    {
        var opened = await connection.CreateChannelAsync(BrokerLoop.Confirmed, cancellation).ConfigureAwait(false);
        await using var channel = opened.ConfigureAwait(false);
        await DeclareAsync(opened, cancellation).ConfigureAwait(false);
        await opened.BasicPublishAsync(
            "", Queue, mandatory: true, new BasicProperties(), WireFormat.Encode(envelope), cancellation)
            .ConfigureAwait(false);
    }
}
