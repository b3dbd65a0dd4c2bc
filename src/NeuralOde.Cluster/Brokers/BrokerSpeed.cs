using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NeuralOde.Cluster.Brokers;

/// <summary>How fast a broker carries letters, measured through queues like those of a run.</summary>
/// <param name="LetterMs">The way of a short letter; in milliseconds.</param>
/// <param name="BytesPerMsIn">How fast a long letter comes in.</param>
/// <param name="BytesPerMsOut">How fast it goes out to its receivers, all of them together.</param>
/// <param name="BusyMsPerByte">How long cores are busy to carry a byte to one receiver; in milliseconds.</param>
public sealed record BrokerSpeed(double LetterMs, double BytesPerMsIn, double BytesPerMsOut, double BusyMsPerByte)
{
    private const int ShortBytes = 200;
    private const int LongBytes = 4 << 20;
    private const int Receivers = 5;
    private const int Rounds = 100;
    private const int LongRounds = 40;

    /// <summary>Measures a broker.</summary>
    /// <param name="broker">The broker, on this machine.</param>
    /// <param name="busyMs">How long the cores of this machine were busy so far, all together; in milliseconds.</param>
    public static async Task<BrokerSpeed> MeasureAsync(BrokerAddress broker, Func<double> busyMs)
    {
        await using var connection = await broker.Factory().CreateConnectionAsync();
        var letter = await WayMsAsync(connection, new(1, ShortBytes, Rounds));
        var busyBefore = busyMs();
        var one = await WayMsAsync(connection, new(1, LongBytes, LongRounds));
        var busy = busyMs() - busyBefore;
        var many = await WayMsAsync(connection, new(Receivers, LongBytes, LongRounds));
        var outMs = Math.Max((many - one) / (Receivers - 1), 1e-3);
        var inMs = Math.Max(one - letter - outMs, 1e-3);
        return new(letter, LongBytes / inMs, LongBytes / outMs, busy / ((double)LongRounds * LongBytes));
    }

    /// <summary>From sending a letter until its last receiver has it, in the middle over the rounds.</summary>
    private static async Task<double> WayMsAsync(IConnection connection, Trial trial)
    {
        var exchange = $"theta.speed-{Guid.NewGuid():N}";
        await using var sending = await connection.CreateChannelAsync();
        await sending.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, autoDelete: true);
        using var arrived = new SemaphoreSlim(0);
        var channels = new List<IChannel>();
        for (var receiver = 0; receiver < trial.Receivers; receiver++)
        {
            channels.Add(await ReceiveAsync(connection, exchange, arrived));
        }

        var times = new List<double>();
        var body = new byte[trial.Bytes];
        for (var round = 0; round < trial.Rounds; round++)
        {
            var beganAt = Stopwatch.GetTimestamp();
            await sending.BasicPublishAsync(exchange, "", mandatory: false, body);
            for (var receiver = 0; receiver < trial.Receivers; receiver++) await arrived.WaitAsync();
            times.Add(Stopwatch.GetElapsedTime(beganAt).TotalMilliseconds);
        }

        foreach (var channel in channels) await channel.DisposeAsync();
        return times.Order().ElementAt(times.Count / 2);
    }

    private static async Task<IChannel> ReceiveAsync(IConnection connection, string exchange, SemaphoreSlim arrived)
    {
        var channel = await connection.CreateChannelAsync();
        var queue = await channel.QueueDeclareAsync(
            $"{exchange}.{Guid.NewGuid():N}", exclusive: true, autoDelete: true);
        await channel.QueueBindAsync(queue.QueueName, exchange, "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            _ = arrived.Release();
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        _ = await channel.BasicConsumeAsync(queue.QueueName, autoAck: false, consumer);
        return channel;
    }

    private sealed record Trial(int Receivers, int Bytes, int Rounds);
}
