using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Mail;

/// <summary>What a worker brings.</summary>
/// <param name="Build">The build of its program; a worker of another build is refused.</param>
/// <param name="Probe">The bits of a small fixed gradient; a worker with other bits is refused.</param>
/// <param name="Shards">The shards that it holds, in ascending order.</param>
/// <param name="Slots">The units that it solves at the same time; at least 1.</param>
public sealed record Skills(string Build, ulong Probe, ValueArray<int> Shards, int Slots)
{
    /// <summary>What decides whether it computes the right bits.</summary>
    public ProgramIdentity Identity => new(Build, Probe);

    /// <summary>Whether it holds a shard.</summary>
    public bool Hold(int shard) => Shards.AsSpan().BinarySearch(shard) >= 0;
}
