using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Work;

/// <summary>How many gradients are based on a version.</summary>
/// <param name="Version">The version of the parameters that they were taken at.</param>
/// <param name="MicroBatches">How many micro-batches they are of.</param>
public readonly record struct BasisCount(Version Version, int MicroBatches)
{
    /// <summary>The counts of both, the oldest version first.</summary>
    public static ValueArray<BasisCount> Add(ValueArray<BasisCount> left, ValueArray<BasisCount> right) =>
        left.Count == 0 ? right
        : right.Count == 0 ? left
        : [.. left.Concat(right)
            .GroupBy(count => count.Version)
            .OrderBy(version => version.Key.Value)
            .Select(version => new BasisCount(version.Key, version.Sum(count => count.MicroBatches)))];
}
