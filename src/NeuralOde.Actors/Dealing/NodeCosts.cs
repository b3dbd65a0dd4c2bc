using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Dealing;

/// <summary>The predicted time of every node of a minibatch's sum tree.</summary>
/// <param name="Before">The time of all leaves before a place; shape [places + 1]; in milliseconds.</param>
/// <param name="Longest">The longest leaf of every node, level by level from the root: node i of the level
/// with n nodes stands at n + i; shape [2 · places of all]; in milliseconds.</param>
/// <param name="Places">The places of a shard.</param>
public sealed record NodeCosts(ValueArray<double> Before, ValueArray<double> Longest, int Places)
{
    /// <summary>The costs of a minibatch.</summary>
    /// <param name="tree">Its sum tree.</param>
    /// <param name="examples">Its examples; shape [places][examples].</param>
    /// <param name="table">The evaluations of each example.</param>
    /// <param name="msPerEvaluation">The time of one; in milliseconds.</param>
    public static NodeCosts Of(
        SumTree tree, ValueArray<ValueArray<int>> examples, CostTable table, double msPerEvaluation)
    {
        var costs = new double[tree.Root.LeafCount + 1];
        foreach (var leaf in tree.LeavesOf(tree.Root))
        {
            var shard = tree.ShardOf(leaf);
            foreach (var example in examples[leaf.Index])
            {
                costs[leaf.Index + 1] += table.Of(shard, example);
            }

            costs[leaf.Index + 1] *= msPerEvaluation;
        }

        var longest = LongestOf(costs.AsSpan(1));
        for (var place = 1; place < costs.Length; place++) costs[place] += costs[place - 1];
        return new([.. costs], [.. longest], tree.Places);
    }

    /// <summary>The predicted time of a node; in milliseconds.</summary>
    public double Of(TreeNode node) => Between(node.FirstLeaf, node.FirstLeaf + node.LeafCount);

    /// <summary>The predicted time of that part of a node which lies in some shards; in
    /// milliseconds.</summary>
    public double Of(TreeNode node, ValueArray<int> shards)
    {
        var sum = 0.0;
        foreach (var shard in shards)
        {
            var start = Math.Max(node.FirstLeaf, shard * Places);
            var end = Math.Min(node.FirstLeaf + node.LeafCount, (shard + 1) * Places);
            if (start < end) sum += Between(start, end);
        }

        return sum;
    }

    /// <summary>The predicted time of the longest leaf of a node, which no cut makes shorter; in
    /// milliseconds.</summary>
    public double LongestOf(TreeNode node) => Longest[(Longest.Count / 2 >> node.Level) + node.Index];

    private static double[] LongestOf(ReadOnlySpan<double> leaves)
    {
        var longest = new double[2 * leaves.Length];
        leaves.CopyTo(longest.AsSpan(leaves.Length));
        for (var node = leaves.Length - 1; node > 0; node--)
        {
            longest[node] = Math.Max(longest[2 * node], longest[2 * node + 1]);
        }

        return longest;
    }

    private double Between(int start, int end) => Before[Math.Min(end, Before.Count - 1)] - Before[start];
}
