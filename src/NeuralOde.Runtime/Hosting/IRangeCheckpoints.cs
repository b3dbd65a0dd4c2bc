using NeuralOde.Actors;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Where the checkpoints of a range are kept.</summary>
public interface IRangeCheckpoints
{
    /// <summary>Keeps a checkpoint; when this returns it is safe.</summary>
    /// <param name="leader">The fence of the server that wants it.</param>
    /// <param name="range">The range.</param>
    /// <param name="safe">The version whose checkpoint must stay.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    void Save(Fence leader, RangeSnapshot range, Actors.Version safe);

    /// <summary>The range of a version, the start of the run or a checkpoint; or why it cannot be had.</summary>
    Result<RangeSnapshot, string> Find(Actors.Version version);
}
