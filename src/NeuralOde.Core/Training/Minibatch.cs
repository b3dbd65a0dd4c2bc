using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>
/// What one optimiser step sees; a function of the way to cut, the seed and the version alone.
/// </summary>
public sealed record Minibatch
{
    /// <summary>The minibatch of a version.</summary>
    /// <param name="batching">How examples are cut.</param>
    /// <param name="seed">The seed of the orders of all epochs.</param>
    /// <param name="version">The number of optimiser steps before it.</param>
    public Minibatch(Batching batching, Seed seed, long version)
    {
        (Batching, Seed, Version) = (batching, seed, version);
        Tree = batching.TreeOf(Number);
    }

    /// <summary>How examples are cut.</summary>
    public Batching Batching { get; }

    /// <summary>The seed of the orders of all epochs.</summary>
    public Seed Seed { get; }

    /// <summary>The number of optimiser steps before it.</summary>
    public long Version { get; }

    /// <summary>The tree whose leaves are its micro-batches.</summary>
    public SumTree Tree { get; }

    /// <summary>The epoch it belongs to, from 0.</summary>
    public long Epoch => Batching.EpochOf(Version);

    /// <summary>Its number in its epoch, from 0.</summary>
    public int Number => (int)(Version % Batching.MinibatchesPerEpoch);

    /// <summary>
    /// The examples of a micro-batch, as indices into its shard; shape [examples of the micro-batch].
    /// </summary>
    /// <param name="leaf">A leaf that is present in the tree.</param>
    public ValueArray<int> ExamplesOf(TreeNode leaf)
    {
        var shard = Tree.ShardOf(leaf);
        var (first, count) = Batching.Positions(shard, Number);
        var start = Tree.IndexInShard(leaf) * Batching.MicroBatchSize;
        return OrderOf(shard).From(first + start, Math.Min(Batching.MicroBatchSize, count - start));
    }

    /// <summary>The examples of every micro-batch, as <see cref="ExamplesOf"/> gives them: leaf i's at i, and none
    /// at an empty place; shape [places of all shards][examples].</summary>
    public ValueArray<ValueArray<int>> Examples()
    {
        var examples = new ValueArray<int>[Tree.Root.LeafCount];
        for (var shard = 0; shard < Batching.ShardSizes.Count; shard++)
        {
            var (first, count) = Batching.Positions(shard, Number);
            var visited = OrderOf(shard).From(first, count).AsSpan();
            for (var place = shard * Tree.Places; !visited.IsEmpty; place++)
            {
                var size = Math.Min(Batching.MicroBatchSize, visited.Length);
                examples[place] = ValueArray.Of(visited[..size]);
                visited = visited[size..];
            }
        }

        return ValueArray.Of<ValueArray<int>>(examples);
    }

    private EpochOrder OrderOf(int shard) => EpochOrder.Of(Seed, Epoch, shard, Batching.ShardSizes[shard]);
}
