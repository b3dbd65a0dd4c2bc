using NeuralOde.Cluster.Tests.Brokers;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace NeuralOde.Cluster.Tests.Hosting;

/// <summary>Puts letters into queues and takes them out, as nobody of the run would.</summary>
internal sealed class Postman : IAsyncDisposable
{
    private const string Brought = "brought";
    private const string Workers = "neuralode.workers";
    private const int NotFound = 404;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private Func<Task> _undo = static () => Task.CompletedTask;

    private Postman(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<Postman> At(Broker broker)
    {
        var connection = await new ConnectionFactory { Uri = new(broker.ServerUri) }.CreateConnectionAsync();
        return new(connection, await connection.CreateChannelAsync());
    }

    /// <summary>Ends when somebody reads a queue.</summary>
    public async Task SeesReaderOf(string queue, TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        while (!await IsReadAsync(queue, late.Token)) await Task.Delay(LookAgain, late.Token);
    }

    public async Task Post(IEnumerable<string> queues, IEnumerable<byte[]> letters)
    {
        var bodies = letters.ToArray();
        foreach (var queue in queues)
        {
            foreach (var letter in bodies) await _channel.BasicPublishAsync("", queue, letter);
        }
    }

    /// <summary>Takes every other letter of a queue, in turn with the one whose queue it is.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="instead">What that one gets instead of a letter.</param>
    public async Task Take(string queue, Func<byte[], IReadOnlyList<byte[]>> instead)
    {
        var taker = new AsyncEventingBasicConsumer(_channel);
        taker.ReceivedAsync += async (_, delivery) =>
        {
            // What was brought already may come here again.
            var isBrought = delivery.BasicProperties.Headers?.ContainsKey(Brought) == true;
            var letter = delivery.Body.ToArray();
            foreach (var one in isBrought ? [letter] : instead(letter))
            {
                var properties = new BasicProperties { Headers = new Dictionary<string, object?> { [Brought] = true } };
                await _channel.BasicPublishAsync("", queue, mandatory: false, properties, one);
            }
        };
        _ = await _channel.BasicConsumeAsync(queue, autoAck: true, taker);
    }

    /// <summary>Takes every letter that workers write to a server, until the end.</summary>
    /// <param name="mailbox">The server's queue.</param>
    /// <param name="instead">What it gets instead of a letter.</param>
    public async Task Divert(string mailbox, Func<byte[], IReadOnlyList<byte[]>> instead)
    {
        var own = await _channel.QueueDeclareAsync($"{mailbox}.thief", exclusive: true, autoDelete: true);
        var taker = new AsyncEventingBasicConsumer(_channel);
        taker.ReceivedAsync += async (_, delivery) =>
        {
            // What the broker brings back from a worker says so in its properties.
            var properties = new BasicProperties(delivery.BasicProperties);
            foreach (var one in instead(delivery.Body.ToArray()))
            {
                await _channel.BasicPublishAsync("", mailbox, mandatory: false, properties, one);
            }
        };
        await _channel.QueueBindAsync(own.QueueName, Workers, mailbox);
        await _channel.QueueUnbindAsync(mailbox, Workers, mailbox);
        _ = await _channel.BasicConsumeAsync(own.QueueName, autoAck: true, taker);
        _undo = () => _channel.QueueBindAsync(mailbox, Workers, mailbox);
    }

    // On a busy machine the client does not always wait long enough for the broker's answer.
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _undo();
            await _connection.DisposeAsync();
        }
        catch (OperationCanceledException)
        {
            // What was to be posted is posted.
        }
    }

    // The broker closes a channel that asks for a queue that is not there.
    private async Task<bool> IsReadAsync(string queue, CancellationToken late)
    {
        await using var asking = await _connection.CreateChannelAsync(cancellationToken: late);
        try
        {
            return (await asking.QueueDeclarePassiveAsync(queue, late)).ConsumerCount > 0;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == NotFound)
        {
            return false;
        }
    }
}
