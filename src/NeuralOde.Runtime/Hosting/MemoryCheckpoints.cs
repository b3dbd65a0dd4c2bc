using System.Collections.Concurrent;
using NeuralOde.Actors.Running;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Keeps the newest checkpoint in memory, for runs that nobody will resume from a file.</summary>
public sealed class MemoryCheckpoints : ICheckpoints
{
    private readonly ConcurrentStack<Snapshot> _kept = new();

    /// <inheritdoc/>
    public void Save(Snapshot snapshot) => _kept.Push(snapshot);

    /// <inheritdoc/>
    public IEnumerable<Snapshot> Newest() => _kept
        .OrderByDescending(kept => kept.Fence.Value)
        .ThenByDescending(kept => kept.Progress.Version.Value)
        .Take(1);
}
