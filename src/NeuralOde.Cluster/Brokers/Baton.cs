using System.Buffers.Binary;
using System.Globalization;
using NeuralOde.Actors;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace NeuralOde.Cluster.Brokers;

/// <summary>The one letter of a quorum queue: whoever holds it leads the run. The broker counts how often it
/// was handed over, and that is the fence.</summary>
/// <remarks>Being the only consumer would prove nothing: a server that sleeps believes it to the end. The
/// number does, since workers take no letter with a lower one than they have seen.</remarks>
internal sealed class Baton : IAsyncDisposable
{
    private const string Handovers = "x-delivery-count";

    // It is held as long as the run lasts: 30 days; the broker's own limit is half an hour.
    private const long HeldMs = 30L * 24 * 3600 * 1000;

    private readonly IChannel _channel;
    private readonly ulong _tag;

    private Baton(IChannel channel, ulong tag, long above, long handovers) =>
        (_channel, _tag, Fence, WasHeld) = (channel, tag, new(above + handovers + 1), handovers > 0);

    /// <summary>The number of this reign.</summary>
    public Fence Fence { get; }

    /// <summary>Whether somebody may have held it before, and saved what now another server has.</summary>
    public bool WasHeld { get; }

    /// <summary>Makes the baton where there is none: in a new run, or after the broker has lost its
    /// disk.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="queue">The queue that it lies in.</param>
    /// <param name="above">The fences of its holders are above this number.</param>
    /// <param name="begin">What has to be done before it is made.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task EnsureAsync(
        IConnection connection, string queue, Fence above, Func<Task> begin, CancellationToken cancellation)
    {
        await using var channel = await connection.CreateChannelAsync(BrokerLoop.Confirmed, cancellation);
        using var held = await LockAsync(connection, $"{queue}.lock", cancellation);
        if (await IsThereAsync(channel, queue, cancellation)) return;
        await begin();
        var number = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, above.Value);
        await channel.BasicPublishAsync(
            "", queue, mandatory: true, new BasicProperties { DeliveryMode = DeliveryModes.Persistent }, number,
            cancellation);
    }

    /// <summary>Waits until this connection holds one of several, and lets go of the others.</summary>
    /// <returns>Which of them, and the baton.</returns>
    public static async Task<(int Which, Baton Baton)> WaitAnyAsync(
        IConnection connection, IEnumerable<string> queues, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waits = queues.Select(queue => WaitAsync(connection, queue, enough.Token)).ToArray();
        var first = await Task.WhenAny(waits);
        await enough.CancelAsync();
        foreach (var other in waits.Where(wait => wait != first))
        {
            _ = await Task.WhenAny(other);
            if (other.IsCompletedSuccessfully) await other.Result.DisposeAsync();
        }

        return (Array.IndexOf(waits, first), await first);
    }

    private static async Task<Baton> WaitAsync(IConnection connection, string queue, CancellationToken cancellation)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            return await WaitAsync(channel, queue, cancellation);
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }

    private static async Task<Baton> WaitAsync(IChannel channel, string queue, CancellationToken cancellation)
    {
        var got = new TaskCompletionSource<Baton>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cancelled = cancellation.Register(() => _ = got.TrySetCanceled());
        channel.ChannelShutdownAsync += (_, shutdown) =>
        {
            _ = got.TrySetException(new AlreadyClosedException(shutdown));
            return Task.CompletedTask;
        };
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            var above = BinaryPrimitives.ReadInt64LittleEndian(delivery.Body.Span);
            var handovers = delivery.BasicProperties.Headers?.TryGetValue(Handovers, out var count) == true
                ? Convert.ToInt64(count, CultureInfo.InvariantCulture)
                : 0;
            _ = got.TrySetResult(new(channel, delivery.DeliveryTag, above, handovers));
            return Task.CompletedTask;
        };
        await channel.BasicQosAsync(0, 1, global: false, cancellation);
        _ = await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellation);
        return await got.Task;
    }

    /// <summary>Ends it: nobody leads the run any more.</summary>
    public ValueTask BreakAsync(CancellationToken cancellation) =>
        _channel.BasicAckAsync(_tag, multiple: false, cancellation);

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    // Whoever waits for it or holds it is a consumer. A broker that has just started may count nothing because it
    // has not asked the queue yet; who takes a letter makes it ask.
    private static async Task<bool> IsThereAsync(
        IChannel channel, string queue, CancellationToken cancellation)
    {
        if (await CountsAsync()) return true;
        var letter = await channel.BasicGetAsync(queue, autoAck: false, cancellation);
        if (letter is null) return await CountsAsync();
        await channel.BasicNackAsync(letter.DeliveryTag, multiple: false, requeue: true, cancellation);
        return true;

        async Task<bool> CountsAsync()
        {
            var arguments = new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum",
                ["x-consumer-timeout"] = HeldMs,
                ["x-delivery-limit"] = int.MaxValue,
            };
            var found = await channel.QueueDeclareAsync(
                queue, durable: true, exclusive: false, autoDelete: false, arguments,
                cancellationToken: cancellation);
            return found.MessageCount > 0 || found.ConsumerCount > 0;
        }
    }

    // A queue that only one connection can have, for as long as it is looked whether there is a baton.
    private static async Task<IDisposable> LockAsync(
        IConnection connection, string name, CancellationToken cancellation)
    {
        while (true)
        {
            var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            try
            {
                _ = await channel.QueueDeclareAsync(
                    name, durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellation);
                return new Lock(channel, name);
            }
            catch (OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == 405)
            {
                await Task.Delay(20, cancellation);
            }
        }
    }

    private sealed class Lock(IChannel channel, string name) : IDisposable
    {
        public void Dispose() => _ = ReleaseAsync();

        private async Task ReleaseAsync()
        {
            _ = await channel.QueueDeleteAsync(name);
            await channel.DisposeAsync();
        }
    }
}
