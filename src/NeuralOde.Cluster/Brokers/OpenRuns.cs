using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace NeuralOde.Cluster.Brokers;

/// <summary>The list of runs: a stream, which every node reads from its first letter on, so that it does not
/// matter who came first.</summary>
internal static class OpenRuns
{
    /// <summary>The stream's name.</summary>
    public const string Queue = "neuralode.runs";

    private const int NotFound = 404;
    private const int AccessRefused = 403;

    /// <summary>Makes the stream where it is missing.</summary>
    /// <remarks>Only a server may make it, so it is first looked whether that is needed.</remarks>
    public static async Task EnsureAsync(IConnection connection, CancellationToken cancellation)
    {
        try
        {
            await using var looking = await connection.CreateChannelAsync(cancellationToken: cancellation);
            _ = await looking.QueueDeclarePassiveAsync(Queue, cancellation);
            await looking.ExchangeDeclarePassiveAsync(Intake.OfFollowers, cancellation);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == NotFound)
        {
            await MakeAsync(connection, cancellation);
        }
    }

    /// <summary>Opens a run where it is not open: its queues, its place in the list, and its batons.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="run">The run.</param>
    /// <param name="description">What it is.</param>
    /// <param name="above">The fences of those who lead it are above this number.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <remarks>Every server of it does this, and whoever follows it lists it again: so a broker that has lost its
    /// disk gets all of it back from whoever is left.</remarks>
    public static async Task OpenAsync(
        IConnection connection, RunId run, RunDescription description, Fence above,
        CancellationToken cancellation)
    {
        var queues = new RunQueues(run, description.Servers);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        await MakeAsync(connection, cancellation);
        await queues.DeclareAsync(channel, cancellation);
        foreach (var server in queues.Servers)
        {
            await Baton.EnsureAsync(
                connection, queues.BatonOf(server), server == 0 ? above : new(0), AppendAsync, cancellation);
        }

        Task AppendAsync() =>
            OpenRuns.AppendAsync(
                connection, Writer.Server, new(run, above, new ToNode.RunOpened(description)), cancellation);
    }

    /// <summary>Adds a letter; ends when the broker has it. No worker may write about a run.</summary>
    public static async Task AppendAsync(
        IConnection connection, Writer writer, Envelope<ToNode> envelope, CancellationToken cancellation)
    {
        await EnsureAsync(connection, cancellation);
        await using var channel = await connection.CreateChannelAsync(BrokerLoop.Confirmed, cancellation);
        await channel.BasicPublishAsync(
            Intake.ExchangeOf(writer), Queue, mandatory: true, new BasicProperties(), WireFormat.Encode(envelope),
            cancellation);
    }

    private static async Task MakeAsync(IConnection connection, CancellationToken cancellation)
    {
        try
        {
            await using var making = await connection.CreateChannelAsync(cancellationToken: cancellation);
            _ = await making.QueueDeclareAsync(
                Queue,
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "stream", ["x-max-age"] = "30D" },
                cancellationToken: cancellation);
            await Intake.OpenAsync(making, Queue, Intake.OfWorkers, cancellation);
            await Intake.OpenAsync(making, Queue, Intake.OfFollowers, cancellation);
        }
        catch (OperationInterruptedException lost) when (lost.ShutdownReason?.ReplyCode == NotFound)
        {
            throw new IOException(
                "the broker has a list of runs that it cannot open: if it does not come back, let it forget the list "
                + "with cluster-config/broker-mend",
                lost);
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == AccessRefused)
        {
            throw new IOException("no server was there yet, and only a server makes the list of runs", refused);
        }
    }
}
