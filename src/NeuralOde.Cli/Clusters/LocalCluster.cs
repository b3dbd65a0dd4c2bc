using NeuralOde.Cluster.Brokers;

namespace NeuralOde.Cli.Clusters;

/// <summary>Servers and workers on this machine, each a process of its own. One that dies is started
/// again.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _over = new();
    private readonly Task _nodes;

    private LocalCluster(LocalClusterRequest request) => _nodes = Task.WhenAll(
    [
        .. Enumerable.Range(1, request.Servers).Select(server => KeepAsync(request, NodeRun.Server, $"server-{server}")),
        .. Enumerable.Range(1, request.Workers).Select(worker => KeepAsync(request, NodeRun.Worker, $"worker-{worker}")),
    ]);

    /// <summary>Starts all, and says of each what it is, so that a person can send it a signal.</summary>
    public static LocalCluster Start(LocalClusterRequest request) => new(request);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _nodes.ConfigureAwait(false);
        _over.Dispose();
    }

    private async Task KeepAsync(LocalClusterRequest request, string role, string name)
    {
        while (!_over.IsCancellationRequested)
        {
            var node = NodeProcess.Start(
                request.Broker.For(role),
                "--role", role, "--name", name,
                "--data-root", request.DataRoot, "--out", Path.Combine(request.Out, "nodes", name),
                "--threads", $"{request.Threads}");
            await using var ended = node.ConfigureAwait(false);
            Console.Error.WriteLine($"{role} {name} is process {node.Id}");
            await node.Ended(_over.Token).ConfigureAwait(false);
            if (_over.IsCancellationRequested) return;
            Console.Error.WriteLine($"{role} {name} ended with {node.ExitCode} and is started again");
            await Task.Delay(Pause).ConfigureAwait(false);
        }
    }
}

/// <summary>What a cluster on this machine is started with.</summary>
/// <param name="Broker">The broker.</param>
/// <param name="Workers">The number of workers.</param>
/// <param name="Threads">The solves of each at the same time.</param>
internal sealed record LocalClusterRequest(BrokerAddress Broker, int Workers, int Threads)
{
    /// <summary>The number of servers, which share the parameters.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>The folder of data files.</summary>
    public required string DataRoot { get; init; }

    /// <summary>The folder of the run; each node has one below it.</summary>
    public required string Out { get; init; }
}
