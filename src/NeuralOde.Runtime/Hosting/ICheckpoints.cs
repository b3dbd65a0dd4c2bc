using NeuralOde.Actors.Running;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Where the checkpoints of a run are kept.</summary>
public interface ICheckpoints
{
    /// <summary>Keeps a checkpoint; when this returns it is safe.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    void Save(Snapshot snapshot);

    /// <summary>The newest checkpoint that can be read; none or one.</summary>
    IEnumerable<Snapshot> Newest();
}
