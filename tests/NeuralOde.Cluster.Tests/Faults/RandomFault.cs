using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>A fault that chance has chosen.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Worker">The worker, if it happens to one.</param>
/// <param name="Server">The server, if it happens to one.</param>
/// <param name="Time">For how long, if it takes some time.</param>
/// <param name="After">How many versions the run makes before.</param>
internal sealed record RandomFault(string Kind, string Worker, string Server, TimeSpan Time, int After)
{
    public static IReadOnlyList<string> Servers { get; } = ["s", "t"];

    public static IReadOnlyList<string> Workers { get; } = ["a", "b", "c"];

    /// <summary>Longer than the two heartbeats of 2 s after which a silent peer is taken for gone.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private static readonly (string Kind, Func<RandomFault, ClusterRun, Broker, Task> Happens)[] All =
    [
        ("a worker is killed", (fault, run, _) => Anew(run, "KILL", [], [fault.Worker])),
        ("all workers are killed", (_, run, _) => Anew(run, "KILL", [], Workers)),
        ("a worker leaves", (fault, run, _) => Anew(run, "TERM", [], [fault.Worker])),
        ("a worker sleeps", (fault, run, _) => run.Sleep(fault.Worker, fault.Time)),
        ("a server is killed", (fault, run, _) => Anew(run, "KILL", [fault.Server], [])),
        ("both servers are killed", (_, run, _) => Anew(run, "KILL", Servers, [])),
        ("a server leaves", (fault, run, _) => Anew(run, "TERM", [fault.Server], [])),
        ("a server sleeps", (fault, run, _) => run.Sleep(fault.Server, fault.Time)),
        ("both servers are killed and a checkpoint is cut", Cut),
        ("the broker is killed", (_, _, broker) => broker.KillAndStart()),
        ("the broker is killed and loses its disk", (_, _, broker) => broker.KillAndStart(wiped: true)),
        ("the broker is killed with a server and a worker", WithNodes),
        ("the broker has no memory left", NoMemory),
        ("noise comes", Noise),
    ];

    /// <summary>The next one; each takes as much of chance as any other.</summary>
    public static RandomFault Of(Random chance) => new(
        All[chance.Next(All.Length)].Kind, Workers[chance.Next(Workers.Count)], Servers[chance.Next(Servers.Count)],
        Longest * chance.NextDouble(), chance.Next(2, 20));

    /// <summary>Lets it happen.</summary>
    public Task Happen(ClusterRun run, Broker broker) =>
        All.Single(one => one.Kind == Kind).Happens(this, run, broker);

    public override string ToString() => FormattableString.Invariant(
        $"{Kind} ({Worker}, {Server}, {Time.TotalSeconds:F1} s) {After} versions later");

    private static async Task Anew(
        ClusterRun run, string signal, IReadOnlyList<string> servers, IReadOnlyList<string> workers)
    {
        foreach (var node in servers.Concat(workers)) _ = await run.End(node, signal);
        foreach (var server in servers) await run.StartServer(server);
        foreach (var worker in workers) await run.StartWorker(worker);
    }

    private static async Task WithNodes(RandomFault fault, ClusterRun run, Broker broker)
    {
        foreach (var node in new[] { fault.Server, fault.Worker }) _ = await run.End(node, "KILL");
        await broker.KillAndStart();
        await Anew(run, "KILL", [fault.Server], [fault.Worker]);
    }

    private static async Task Cut(RandomFault fault, ClusterRun run, Broker broker)
    {
        foreach (var server in Servers) _ = await run.End(server, "KILL");
        var checkpoints = Directory.CreateDirectory(run.CheckpointsOf(fault.Server));
        if (checkpoints.EnumerateFiles("checkpoint-*").MaxBy(file => file.Name) is { } newest)
        {
            using var file = newest.OpenWrite();
            file.SetLength(file.Length / 2);
        }

        await Anew(run, "KILL", Servers, []);
    }

    private static async Task NoMemory(RandomFault fault, ClusterRun run, Broker broker)
    {
        await broker.Control("set_vm_memory_high_watermark", "0.000001");
        await Task.Delay(fault.Time);
        await broker.Control("set_vm_memory_high_watermark", "0.3");
    }

    private static async Task Noise(RandomFault fault, ClusterRun run, Broker broker)
    {
        await using var postman = await Postman.At(broker);
        await postman.Post([run.MailboxOf(fault.Worker), run.MailboxOfServers, "neuralode.runs"], [new byte[1000]]);
    }
}
