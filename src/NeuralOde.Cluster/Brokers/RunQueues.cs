using NeuralOde.Actors;
using NeuralOde.Runtime.Experiments;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Brokers;

/// <summary>The queues of one run.</summary>
/// <param name="run">The run; its name is in all of theirs, so that runs do not mix.</param>
/// <param name="servers">How many servers share the parameters; the one that leads is 0.</param>
/// <remarks>The first word says whose they are, so that a broker can let a worker use its own
/// alone.</remarks>
internal sealed class RunQueues(RunId run, int servers)
{
    // What nobody uses for so long is left over from a run whose nodes all died.
    private const long UnusedMs = 24L * 3600 * 1000;
    private const int EventsKept = 100_000;

    /// <summary>The mailbox of the server that leads.</summary>
    public string Server { get; } = $"srv.{run.Name}";

    /// <summary>The servers.</summary>
    public IEnumerable<int> Servers => Enumerable.Range(0, servers);

    /// <summary>What the server tells whoever follows the run.</summary>
    public string Follower { get; } = $"follow.{run.Name}";

    /// <summary>A queue by which it shows whether somebody may follow runs.</summary>
    public static string TrialOf(string name) => $"follow.trial.{name}";

    /// <summary>The queues of a run.</summary>
    public static RunQueues Of(OpenRun run) => new(run.Id, run.Description.Servers);

    /// <summary>The mailbox of a server.</summary>
    public string MailOf(int server) => Named("srv", server);

    /// <summary>Whoever holds its only letter is that server; the first of them leads the run.</summary>
    public string BatonOf(int server) => Named("baton", server);

    /// <summary>Where a server sends what all workers shall have.</summary>
    public string ThetaOf(int server) => Named("theta", server);

    /// <summary>Where a server sends copies of its checkpoints.</summary>
    public string SavedOf(int server) => Named("saved", server);

    /// <summary>A worker's mailbox.</summary>
    public string Worker(WorkerId worker) => $"wk.{run.Name}.{worker.Name}";

    /// <summary>Where a worker finds the newest parameters that a server holds.</summary>
    public string ThetaOf(WorkerId worker, int server) =>
        $"th.{run.Name}.{worker.Name}.{(servers == 1 ? "all" : server)}";

    /// <summary>Makes the server's side, where it is missing.</summary>
    public async Task DeclareAsync(IChannel channel, CancellationToken cancellation)
    {
        foreach (var server in Servers)
        {
            foreach (var exchange in new[] { ThetaOf(server), SavedOf(server) })
            {
                await channel.ExchangeDeclareAsync(
                    exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
            }

            _ = await Queue(channel, MailOf(server), new() { ["x-single-active-consumer"] = true }, cancellation);
            await Intake.OpenAsync(channel, MailOf(server), Intake.OfWorkers, cancellation);
        }

        await Intake.OpenAsync(channel, Server, Intake.OfFollowers, cancellation);
        await DeclareFollowerAsync(channel, cancellation);
    }

    /// <summary>Makes the side of whoever follows the run, where it is missing.</summary>
    public Task DeclareFollowerAsync(IChannel channel, CancellationToken cancellation) =>
        Queue(channel, Follower, new() { ["x-max-length"] = EventsKept }, cancellation);

    /// <summary>Makes a worker's side, where it is missing.</summary>
    /// <remarks>A letter that is not taken at once goes back to the server: so it learns that a worker is gone
    /// as soon as the broker does. Of the parameters only the newest are of use.</remarks>
    public async Task DeclareAsync(IChannel channel, WorkerId worker, CancellationToken cancellation)
    {
        var returned = new Dictionary<string, object?>
        {
            ["x-message-ttl"] = 0,
            ["x-dead-letter-exchange"] = Intake.OfWorkers,
            ["x-dead-letter-routing-key"] = Server,
        };
        _ = await Queue(channel, Worker(worker), returned, cancellation);
        foreach (var server in Servers)
        {
            var theta = ThetaOf(worker, server);
            _ = await Queue(channel, theta, new() { ["x-max-length"] = 1 }, cancellation);
            await channel.QueueBindAsync(theta, ThetaOf(server), "", cancellationToken: cancellation);
        }
    }

    /// <summary>Removes the server's side.</summary>
    public async Task DeleteAsync(IChannel channel, CancellationToken cancellation)
    {
        foreach (var server in Servers)
        {
            await channel.ExchangeDeleteAsync(ThetaOf(server), cancellationToken: cancellation);
            await channel.ExchangeDeleteAsync(SavedOf(server), cancellationToken: cancellation);
            _ = await channel.QueueDeleteAsync(MailOf(server), cancellationToken: cancellation);
            _ = await channel.QueueDeleteAsync(BatonOf(server), cancellationToken: cancellation);
        }
    }

    /// <summary>Removes a worker's side.</summary>
    public async Task DeleteAsync(IChannel channel, WorkerId worker, CancellationToken cancellation)
    {
        foreach (var queue in Servers.Select(server => ThetaOf(worker, server)).Append(Worker(worker)))
        {
            _ = await channel.QueueDeleteAsync(queue, cancellationToken: cancellation);
        }
    }

    private string Named(string word, int server) =>
        server == 0 ? $"{word}.{run.Name}" : $"{word}.{run.Name}.{server}";

    private static Task<QueueDeclareOk> Queue(
        IChannel channel, string name, Dictionary<string, object?> arguments, CancellationToken cancellation)
    {
        arguments["x-expires"] = UnusedMs;
        return channel.QueueDeclareAsync(
            name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellation);
    }
}
