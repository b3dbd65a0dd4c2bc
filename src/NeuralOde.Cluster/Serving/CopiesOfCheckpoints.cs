using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NeuralOde.Cluster.Serving;

/// <summary>Keeps the copies of checkpoints that a server gets while it stands by.</summary>
internal sealed class CopiesOfCheckpoints : IAsyncDisposable
{
    private const string Wanted = "copies-wanted";

    private readonly IChannel _channel;

    private CopiesOfCheckpoints(IChannel channel) => _channel = channel;

    /// <summary>Begins.</summary>
    public static async Task<CopiesOfCheckpoints> OpenAsync(
        IConnection connection, RunQueues queues, Func<int, CheckpointStore> stores, NodeLog log,
        CancellationToken lost)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: lost);
        foreach (var server in queues.Servers)
        {
            await KeepAsync(channel, queues.SavedOf(server), stores(server), log, lost);
            await AskAsync(channel, queues.MailOf(server), lost);
        }

        return new(channel);
    }

    /// <summary>Whether what came into a server's mailbox asks for copies of what is safe already.</summary>
    public static bool AreWanted(BasicDeliverEventArgs delivery) =>
        Intake.WriterOf(delivery) == Writer.Server && delivery.BasicProperties.Headers?.ContainsKey(Wanted) == true;

    // Who comes late would otherwise have none before the next checkpoint.
    private static ValueTask AskAsync(IChannel channel, string mailbox, CancellationToken lost) =>
        channel.BasicPublishAsync(
            "",
            mailbox,
            mandatory: false,
            new BasicProperties { Headers = new Dictionary<string, object?> { [Wanted] = true } },
            ReadOnlyMemory<byte>.Empty,
            lost);

    private static async Task KeepAsync(
        IChannel channel, string saved, CheckpointStore store, NodeLog log, CancellationToken lost)
    {
        var queue = await channel.QueueDeclareAsync(
            "", durable: false, exclusive: true, autoDelete: true,
            new Dictionary<string, object?> { ["x-max-length"] = 1 }, cancellationToken: lost);
        await channel.QueueBindAsync(queue.QueueName, saved, "", cancellationToken: lost);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            _ = TrainingCheckpoint.Read("copy", delivery.Body.Span)
                .MapError(error => $"{error}")
                .Bind(copy => store.Save(copy).MapError(error => $"{error}"))
                .MapError(error =>
                {
                    log.Refused(saved, error);
                    return error;
                });
            return Task.CompletedTask;
        };
        _ = await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, lost);
    }

    /// <summary>Takes no more: a server that leads makes its own.</summary>
    public Task CloseAsync() => _channel.CloseAsync();

    public ValueTask DisposeAsync() => _channel.DisposeAsync();
}
