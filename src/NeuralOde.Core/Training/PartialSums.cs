using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>The sum of all that lies below a node.</summary>
/// <typeparam name="TSum">What is summed.</typeparam>
public sealed record NodeSum<TSum>(TreeNode Node, TSum Sum)
    where TSum : IEquatable<TSum>;

/// <summary>
/// The sums that have arrived so far, joined upward as far as they go. No node of them covers another, so
/// each micro-batch
/// is in at most once, however often and in whatever order the sums come.
/// </summary>
/// <typeparam name="TSum">What is summed.</typeparam>
/// <param name="Tree">The tree they are nodes of.</param>
/// <param name="Sums">The sums, from the left.</param>
public sealed record PartialSums<TSum>(SumTree Tree, ValueArray<NodeSum<TSum>> Sums)
    where TSum : IEquatable<TSum>
{
    /// <summary>Nothing has arrived.</summary>
    public PartialSums(SumTree tree)
        : this(tree, [])
    {
    }

    /// <summary>True when the sum of the whole minibatch is there; it is then the only one.</summary>
    public bool IsComplete => Sums is [{ } only] && only.Node == Tree.Root;

    /// <summary>True when the node is already part of a sum.</summary>
    public bool Holds(TreeNode node) => Sums.Any(held => held.Node.Covers(node));

    /// <summary>
    /// These sums with one more, which replaces its own parts and is dropped when it is already in.
    /// </summary>
    /// <param name="node">What the sum is of; it must be present in the tree.</param>
    /// <param name="sum">The sum.</param>
    /// <param name="add">Adds the sum of a right child to that of its left sibling.</param>
    public PartialSums<TSum> Merge(TreeNode node, TSum sum, Func<TSum, TSum, TSum> add) =>
        Holds(node) ? this : Join([.. Sums.Where(held => !node.Covers(held.Node))], new(node, sum), add);

    private PartialSums<TSum> Join(
        List<NodeSum<TSum>> others, NodeSum<TSum> joined, Func<TSum, TSum, TSum> add)
    {
        while (joined.Node != Tree.Root)
        {
            var sibling = others.FindIndex(held => held.Node == joined.Node.Sibling);
            if (sibling < 0 && Tree.IsPresent(joined.Node.Sibling)) break;
            var sum = sibling < 0 ? joined.Sum : InOrder(joined, others[sibling].Sum, add);
            if (sibling >= 0) others.RemoveAt(sibling);
            joined = new(joined.Node.Parent, sum);
        }

        return this with { Sums = [.. others.Append(joined).OrderBy(held => held.Node.FirstLeaf)] };
    }

    private static TSum InOrder(NodeSum<TSum> node, TSum sibling, Func<TSum, TSum, TSum> add) =>
        node.Node.IsLeft ? add(node.Sum, sibling) : add(sibling, node.Sum);
}
