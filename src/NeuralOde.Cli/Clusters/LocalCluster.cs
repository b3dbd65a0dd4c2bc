using NeuralOde.Cluster.Brokers;

namespace NeuralOde.Cli.Clusters;

/// <summary>A server and workers on this machine, each a process of its own.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private readonly List<NodeProcess> _nodes = [];

    /// <summary>Starts all, and says of each what it is, so that a person can send it a signal.</summary>
    public static LocalCluster Start(LocalClusterRequest request)
    {
        var cluster = new LocalCluster();
        cluster.Start(request, NodeRun.Server, "server-1");
        for (var worker = 1; worker <= request.Workers; worker++)
        {
            cluster.Start(request, NodeRun.Worker, $"worker-{worker}");
        }

        return cluster;
    }

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_nodes.Select(node => node.DisposeAsync().AsTask())).ConfigureAwait(false);

    private void Start(LocalClusterRequest request, string role, string name)
    {
        var node = NodeProcess.Start(
            "node", "--role", role, "--name", name, "--broker", request.Broker.Whole, "--data-root", request.DataRoot,
            "--out", Path.Combine(request.Out, "nodes", name), "--threads", $"{request.Threads}").Silenced();
        _nodes.Add(node);
        Console.Error.WriteLine($"{role} {name} is process {node.Id}");
    }
}

/// <summary>What a cluster on this machine is started with.</summary>
/// <param name="Broker">The broker.</param>
/// <param name="Workers">The number of workers.</param>
/// <param name="Threads">The solves of each at the same time.</param>
internal sealed record LocalClusterRequest(BrokerAddress Broker, int Workers, int Threads)
{
    /// <summary>The folder of data files.</summary>
    public required string DataRoot { get; init; }

    /// <summary>The folder of the run; each node has one below it.</summary>
    public required string Out { get; init; }
}
