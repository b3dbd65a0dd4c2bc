using NeuralOde.Cluster.Nodes;

namespace NeuralOde.Cluster.Serving;

/// <summary>A node that leads runs, or stands by until their leader is gone.</summary>
public static class ServerNode
{
    /// <summary>Serves until it is cancelled.</summary>
    public static Task RunAsync(NodeSettings node, CancellationToken cancellation) =>
        new Node(node, "server", (run, stop) => new ServerSession(node, run).RunAsync(stop)).RunAsync(cancellation);
}
