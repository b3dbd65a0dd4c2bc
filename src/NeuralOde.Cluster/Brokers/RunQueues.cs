using NeuralOde.Actors;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Brokers;

/// <summary>The queues of one run.</summary>
/// <param name="run">The run; its name is in all of theirs, so that runs do not mix.</param>
/// <remarks>The first word says whose they are, so that a broker can let a worker use its own
/// alone.</remarks>
internal sealed class RunQueues(RunId run)
{
    // What nobody uses for so long is left over from a run whose nodes all died.
    private const long UnusedMs = 24L * 3600 * 1000;
    private const int EventsKept = 100_000;

    /// <summary>The mailbox of the server that leads.</summary>
    public string Server { get; } = $"srv.{run.Name}";

    /// <summary>Whoever holds its only letter leads the run.</summary>
    public string Baton { get; } = $"baton.{run.Name}";

    /// <summary>What the server tells whoever follows the run.</summary>
    public string Follower { get; } = $"follow.{run.Name}";

    /// <summary>Where the server sends what all workers shall have.</summary>
    public string Theta { get; } = $"theta.{run.Name}";

    /// <summary>Where the server sends copies of its checkpoints.</summary>
    public string Saved { get; } = $"saved.{run.Name}";

    /// <summary>The mailbox of a server; the one that leads is 0.</summary>
    public string Of(int server) => server == 0 ? Server : $"{Server}.{server}";

    /// <summary>A worker's mailbox.</summary>
    public string Worker(WorkerId worker) => $"wk.{run.Name}.{worker.Name}";

    /// <summary>Where a worker finds the newest parameters.</summary>
    public string ThetaOf(WorkerId worker) => $"th.{run.Name}.{worker.Name}.all";

    /// <summary>Makes the server's side, where it is missing.</summary>
    public async Task DeclareAsync(IChannel channel, CancellationToken cancellation)
    {
        foreach (var exchange in new[] { Theta, Saved })
        {
            await channel.ExchangeDeclareAsync(
                exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
        }

        _ = await Queue(channel, Server, new() { ["x-single-active-consumer"] = true }, cancellation);
        await Intake.OpenAsync(channel, Server, cancellation);
        _ = await Queue(channel, Follower, new() { ["x-max-length"] = EventsKept }, cancellation);
    }

    /// <summary>Makes a worker's side, where it is missing.</summary>
    /// <remarks>A letter that is not taken at once goes back to the server: so it learns that a worker is gone
    /// as soon as the broker does. Of the parameters only the newest are of use.</remarks>
    public async Task DeclareAsync(IChannel channel, WorkerId worker, CancellationToken cancellation)
    {
        var returned = new Dictionary<string, object?>
        {
            ["x-message-ttl"] = 0,
            ["x-dead-letter-exchange"] = Intake.Name,
            ["x-dead-letter-routing-key"] = Server,
        };
        _ = await Queue(channel, Worker(worker), returned, cancellation);
        _ = await Queue(channel, ThetaOf(worker), new() { ["x-max-length"] = 1 }, cancellation);
        await channel.QueueBindAsync(ThetaOf(worker), Theta, "", cancellationToken: cancellation);
    }

    /// <summary>Removes the server's side.</summary>
    public async Task DeleteAsync(IChannel channel, CancellationToken cancellation)
    {
        await channel.ExchangeDeleteAsync(Theta, cancellationToken: cancellation);
        await channel.ExchangeDeleteAsync(Saved, cancellationToken: cancellation);
        foreach (var queue in new[] { Server, Baton })
        {
            _ = await channel.QueueDeleteAsync(queue, cancellationToken: cancellation);
        }
    }

    /// <summary>Removes a worker's side.</summary>
    public async Task DeleteAsync(IChannel channel, WorkerId worker, CancellationToken cancellation)
    {
        foreach (var queue in new[] { Worker(worker), ThetaOf(worker) })
        {
            _ = await channel.QueueDeleteAsync(queue, cancellationToken: cancellation);
        }
    }

    private static Task<QueueDeclareOk> Queue(
        IChannel channel, string name, Dictionary<string, object?> arguments, CancellationToken cancellation)
    {
        arguments["x-expires"] = UnusedMs;
        return channel.QueueDeclareAsync(
            name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellation);
    }
}
