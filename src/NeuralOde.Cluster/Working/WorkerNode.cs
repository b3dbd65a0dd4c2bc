using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;

namespace NeuralOde.Cluster.Working;

/// <summary>A node that solves.</summary>
public static class WorkerNode
{
    /// <summary>Serves until it is cancelled.</summary>
    public static async Task RunAsync(NodeSettings node, CancellationToken cancellation)
    {
        using var slots = new SemaphoreSlim(node.Threads);
        await new Node(
            node, BrokerUser.Worker, (run, stop) => new WorkerSession(node, run, slots).RunAsync(stop),
            (_, _, _) => Task.CompletedTask).RunAsync(cancellation);
    }
}
