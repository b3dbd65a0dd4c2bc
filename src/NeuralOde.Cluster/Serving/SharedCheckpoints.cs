using NeuralOde.Actors.Running;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Serving;

/// <summary>Keeps checkpoints here, and gives a copy of each to the servers that stand by: they may have another
/// disk.</summary>
internal sealed class SharedCheckpoints(ICheckpoints here, CheckpointFormat format, ServerPost post) : ICheckpoints
{
    /// <summary>The longest checkpoint that is copied; in bytes. The broker carries no letter of more than
    /// 128 MiB.</summary>
    public const int LongestCopy = 120 << 20;

    /// <inheritdoc/>
    public void Save(Snapshot snapshot)
    {
        here.Save(snapshot);
        var copy = format.CheckpointOf(snapshot).Write();
        if (copy.Length <= LongestCopy) post.Share(copy);
    }

    /// <inheritdoc/>
    public IEnumerable<Snapshot> Newest() => here.Newest();
}
