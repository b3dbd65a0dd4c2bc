using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Training;

/// <summary>
/// The order in which a minibatch is summed: the leaves of a binary tree are its micro-batches in (shard,
/// index) order. Each
/// shard has the same power of two of places and fills the first of them. An empty place adds nothing: a node
/// with one
/// present child has that child's sum.
/// </summary>
/// <remarks>The sum at the root depends on the leaves alone, not on who added which of them when.</remarks>
public sealed record SumTree
{
    /// <summary>The tree of a minibatch.</summary>
    /// <param name="microBatches">The number of micro-batches of each shard; shape [shards].</param>
    /// <param name="places">The places of each shard, a power of two.</param>
    /// <exception cref="ArgumentException">
    /// There is no micro-batch, or a shard has not enough places.
    /// </exception>
    public SumTree(ValueArray<int> microBatches, int places)
    {
        Misuse.Unless(BitOperations.IsPow2(places), $"places is {places}: it must be a power of two.");
        Misuse.Unless(microBatches.Any(count => count > 0), "A sum tree needs at least one micro-batch.");
        Misuse.Unless(
            microBatches.All(count => count >= 0 && count <= places),
            $"A shard has between 0 and {places} micro-batches, as many as it has places.");
        (MicroBatches, Places) = (microBatches, places);
    }

    /// <summary>The number of micro-batches of each shard; shape [shards].</summary>
    public ValueArray<int> MicroBatches { get; }

    /// <summary>The places of each shard, a power of two.</summary>
    public int Places { get; }

    /// <summary>The node that is the sum of the whole minibatch.</summary>
    public TreeNode Root => new(BitOperations.Log2((uint)Places) + LevelsAboveShards, 0);

    /// <summary>The leaf of a micro-batch.</summary>
    public TreeNode Leaf(int shard, int index) => new(0, shard * Places + index);

    /// <summary>
    /// The shard of a node that does not reach over several, or of the first one that it reaches.
    /// </summary>
    public int ShardOf(TreeNode node) => node.FirstLeaf / Places;

    /// <summary>The place of a leaf in its shard.</summary>
    public int IndexInShard(TreeNode leaf) => leaf.FirstLeaf % Places;

    /// <summary>True when there is a micro-batch at the node or below it.</summary>
    public bool IsPresent(TreeNode node)
    {
        if (node.LeafCount <= Places) return Count(ShardOf(node)) > IndexInShard(node);
        for (var shard = ShardOf(node); shard < ShardOf(node) + node.LeafCount / Places; shard++)
        {
            if (Count(shard) > 0) return true;
        }

        return false;
    }

    /// <summary>True when a node, which may be any, is one of the tree and has a micro-batch.</summary>
    public bool Contains(TreeNode node) =>
        node.Level >= 0 && node.Level <= Root.Level
        && node.Index >= 0 && node.Index < 1L << (Root.Level - node.Level)
        && IsPresent(node);

    /// <summary>The micro-batches at the node or below it, from the left.</summary>
    public IEnumerable<TreeNode> LeavesOf(TreeNode node) =>
        from leaf in Enumerable.Range(node.FirstLeaf, node.LeafCount)
        where IsPresent(new(0, leaf))
        select new TreeNode(0, leaf);

    /// <summary>The sum of a node, in the one order that the tree has.</summary>
    /// <typeparam name="TSum">What is summed.</typeparam>
    /// <param name="node">A node that is present in the tree.</param>
    /// <param name="solve">Gives the sum of one micro-batch; called from the left.</param>
    /// <param name="add">Adds the sum of a right child to that of its left sibling.</param>
    public TSum SumOf<TSum>(TreeNode node, Func<TreeNode, TSum> solve, Func<TSum, TSum, TSum> add) =>
        node.IsLeaf ? solve(node)
        : !IsPresent(node.Right) ? SumOf(node.Left, solve, add)
        : !IsPresent(node.Left) ? SumOf(node.Right, solve, add)
        : add(SumOf(node.Left, solve, add), SumOf(node.Right, solve, add));

    private int LevelsAboveShards =>
        BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)MicroBatches.Count));

    private int Count(int shard) => shard < MicroBatches.Count ? MicroBatches[shard] : 0;
}
