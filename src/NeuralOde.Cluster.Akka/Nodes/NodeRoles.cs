using NeuralOde.Cluster.Akka.Serving;
using NeuralOde.Cluster.Akka.Working;

namespace NeuralOde.Cluster.Akka.Nodes;

/// <summary>What a node does in its cluster.</summary>
/// <param name="Server">What it leads when it is the one that leads; null where it never does.</param>
/// <param name="Worker">As whom it solves; null where it does not.</param>
/// <param name="Ended">Is told once that there is nothing more to do: empty, or what a person must
/// mend.</param>
public sealed record NodeRoles(ServerJob? Server, WorkerRole? Worker, Action<string> Ended)
{
    /// <summary>The role of those that may lead, as the cluster knows it.</summary>
    public const string Serving = "server";

    /// <summary>The role of those that solve, as the cluster knows it.</summary>
    public const string Working = "worker";

    /// <summary>The roles, as the cluster knows them.</summary>
    public IEnumerable<string> Names =>
        [.. Server is null ? (string[])[] : [Serving], .. Worker is null ? (string[])[] : [Working]];
}
