using NeuralOde.Actors.Running;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Serving;

/// <summary>Keeps checkpoints here, and gives a copy of each to the servers that stand by: they may have another
/// disk.</summary>
internal sealed class SharedCheckpoints(ICheckpoints here, CheckpointFormat format, ServerPost post) : ICheckpoints
{
    /// <inheritdoc/>
    public void Save(Snapshot snapshot)
    {
        here.Save(snapshot);
        post.Share(format.CheckpointOf(snapshot).Write());
    }

    /// <inheritdoc/>
    public IEnumerable<Snapshot> Newest() => here.Newest();
}
