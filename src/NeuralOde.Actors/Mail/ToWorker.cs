using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Mail;

/// <summary>What the parameter server writes to a shard worker.</summary>
public abstract record ToWorker
{
    private ToWorker() { }

    /// <summary>The newest parameters.</summary>
    /// <param name="Version">Their version.</param>
    /// <param name="Range">The coordinates that are here.</param>
    /// <param name="Values">Their values; shape [range].</param>
    public sealed record Parameters(Version Version, KeyRange Range, FlatVector Values) : ToWorker;

    /// <summary>The worker shall solve a unit.</summary>
    /// <param name="Unit">The unit.</param>
    /// <param name="Shards">The shards that its micro-batches lie in, in ascending order.</param>
    public sealed record SolveNode(WorkUnit Unit, ValueArray<int> Shards) : ToWorker
    {
        /// <summary>The parameters to solve it with.</summary>
        public Basis Basis { get; init; } = new Basis.OfAnyServer();
    }

    /// <summary>A piece of a shard that the worker wanted.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Part">Which piece, from 0.</param>
    /// <param name="Parts">The number of pieces.</param>
    /// <param name="Bytes">The piece, as a host writes and reads it.</param>
    public sealed record ShardPart(int Shard, int Part, int Parts, ValueArray<byte> Bytes) : ToWorker;

    /// <summary>The run is over, and its result is safe.</summary>
    /// <param name="Version">Its last version.</param>
    public sealed record RunEnded(Version Version) : ToWorker;

    /// <summary>The worker gets no work, because it would compute other bits.</summary>
    /// <param name="Build">The build that it should have.</param>
    /// <param name="Probe">The bits that its probe should have.</param>
    public sealed record WorkerRefused(string Build, ulong Probe) : ToWorker;
}
