using NeuralOde.Actors.Running;
using NeuralOde.Core.Training;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Keeps the checkpoints of an experiment in the folder of its run.</summary>
/// <param name="files">How checkpoints of the experiment are written and read.</param>
/// <param name="store">The folder.</param>
/// <param name="newest">The checkpoint that the run goes on from; none or one.</param>
public sealed class ExperimentCheckpoints(
    CheckpointFormat files, CheckpointStore store, IEnumerable<TrainingCheckpoint> newest) : ICheckpoints
{
    /// <inheritdoc/>
    public void Save(Snapshot snapshot) => _ = store.Save(files.CheckpointOf(snapshot))
        .Match(path => path, error => throw new IOException(error.Message));

    /// <inheritdoc/>
    public IEnumerable<Snapshot> Newest() => newest.Select(files.SnapshotOf);
}
