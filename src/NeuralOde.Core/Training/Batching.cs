using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Training;

/// <summary>
/// How examples are cut: an epoch into minibatches of nearly equal size, a minibatch into micro-batches.
/// </summary>
/// <remarks>
/// Minibatch b of B takes ⌊n/B⌋ examples of a shard of n. The n mod B that are left go to one minibatch each,
/// beginning with the one behind the last that got such an example of the shard before. So an epoch visits
/// each example once, and all its minibatches have the same size, or one example less.
/// </remarks>
public sealed record Batching
{
    /// <summary>A way to cut.</summary>
    /// <param name="shardSizes">The number of examples of each shard; shape [shards].</param>
    /// <param name="minibatchSize">The largest number of examples that one optimiser step sees.</param>
    /// <param name="microBatchSize">
    /// The examples of a micro-batch; the last one of a shard may have fewer.
    /// </param>
    /// <exception cref="ArgumentException">A size is not positive, or there is no example.</exception>
    public Batching(ValueArray<int> shardSizes, int minibatchSize, int microBatchSize)
    {
        Misuse.Unless(minibatchSize > 0, $"minibatchSize is {minibatchSize}: it must be positive.");
        Misuse.Unless(microBatchSize > 0, $"microBatchSize is {microBatchSize}: it must be positive.");
        Misuse.Unless(
            shardSizes.All(size => size >= 0) && shardSizes.Any(size => size > 0),
            "shardSizes must hold at least one example, and no negative size.");
        (ShardSizes, MinibatchSize, MicroBatchSize) = (shardSizes, minibatchSize, microBatchSize);
        MinibatchesPerEpoch = CeilingOf(ShardSizes.Sum(), MinibatchSize);
    }

    /// <summary>The number of examples of each shard; shape [shards].</summary>
    public ValueArray<int> ShardSizes { get; }

    /// <summary>The largest number of examples that one optimiser step sees.</summary>
    public int MinibatchSize { get; }

    /// <summary>The examples of a micro-batch; the last one of a shard may have fewer.</summary>
    public int MicroBatchSize { get; }

    /// <summary>The number of optimiser steps in one epoch.</summary>
    public int MinibatchesPerEpoch { get; }

    /// <summary>The epoch that a version begins in or goes on with, from 0.</summary>
    public long EpochOf(long version) => version / MinibatchesPerEpoch;

    /// <summary>What the optimiser step from a version to the next one sees.</summary>
    /// <param name="seed">The seed of the orders of all epochs.</param>
    /// <param name="version">The number of optimiser steps before it.</param>
    public Minibatch At(Seed seed, long version) => new(this, seed, version);

    /// <summary>The sum tree of the minibatch with a number in its epoch.</summary>
    internal SumTree TreeOf(int number) => new(
        [.. ShardSizes.Select((_, shard) => CeilingOf(Positions(shard, number).Count, MicroBatchSize))],
        Places);

    /// <summary>The positions of a shard's order that a minibatch takes.</summary>
    internal (int First, int Count) Positions(int shard, int number)
    {
        var first = Before(shard, number);
        return (first, Before(shard, number + 1) - first);
    }

    private int Before(int shard, int number)
    {
        var (each, left) = Math.DivRem(ShardSizes[shard], MinibatchesPerEpoch);
        var start = ShardSizes.Take(shard).Sum() % MinibatchesPerEpoch;
        var straight = Math.Clamp(number - start, 0, left);
        var wrapped = Math.Clamp(start + left - MinibatchesPerEpoch, 0, number);
        return number * each + straight + wrapped;
    }

    private int Places => (int)BitOperations.RoundUpToPowerOf2((uint)CeilingOf(
        CeilingOf(ShardSizes.Max(), MinibatchesPerEpoch), MicroBatchSize));

    private static int CeilingOf(int numerator, int denominator) =>
        (numerator + denominator - 1) / denominator;
}
