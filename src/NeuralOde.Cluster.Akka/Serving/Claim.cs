using NeuralOde.Actors;

namespace NeuralOde.Cluster.Akka.Serving;

/// <summary>The fence of a server that the cluster has made the only one.</summary>
/// <remarks>The cluster counts no reigns, so the number is one more than the newest that is known here; the
/// last four digits are those of the node's incarnation, because two servers that heard of nobody else could
/// claim the same number.</remarks>
internal static class Claim
{
    private const long Incarnations = 10_000;

    /// <summary>A fence that is newer than all that are known.</summary>
    /// <param name="newest">The newest that checkpoints and workers have seen.</param>
    /// <param name="incarnation">What tells this start of this node from others.</param>
    public static Fence After(Fence newest, Incarnation incarnation) => new(
        (newest.Value / Incarnations + 1) * Incarnations
        + (incarnation.Value & long.MaxValue) % Incarnations);
}
