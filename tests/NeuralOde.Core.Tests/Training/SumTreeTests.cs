using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Training;

public sealed class SumTreeTests
{
    private static readonly SumTree ThreeShards = new([3, 0, 2], 4);

    [Fact]
    public void The_root_lies_above_all_shards_padded_to_a_power_of_two() =>
        Assert.Equal(new TreeNode(4, 0), ThreeShards.Root);

    [Fact]
    public void The_leaves_are_the_micro_batches_in_shard_and_index_order() =>
        Assert.Equal([0, 1, 2, 8, 9], ThreeShards.LeavesOf(ThreeShards.Root).Select(leaf => leaf.Index));

    [Theory]
    [InlineData(0, 2, true)]
    [InlineData(0, 3, false)]
    [InlineData(4, 0, true)]
    [InlineData(5, 0, false)]
    [InlineData(-1, 0, false)]
    [InlineData(0, 16, false)]
    [InlineData(0, -1, false)]
    public void Any_node_can_be_asked_for(int level, int index, bool isThere) =>
        Assert.Equal(isThere, ThreeShards.Contains(new(level, index)));

    [Fact]
    public void A_leaf_knows_its_shard_and_its_place()
    {
        var leaf = ThreeShards.Leaf(2, 1);

        Assert.Equal((2, 1), (ThreeShards.ShardOf(leaf), ThreeShards.IndexInShard(leaf)));
    }

    [Fact]
    public void A_node_is_present_when_a_leaf_below_it_is()
    {
        Assert.True(ThreeShards.IsPresent(new(1, 1)));
        Assert.False(ThreeShards.IsPresent(new(2, 1)));
        Assert.True(ThreeShards.IsPresent(new(3, 1)));
        Assert.False(ThreeShards.IsPresent(new(2, 3)));
    }

    [Fact]
    public void A_node_covers_itself_and_what_lies_below_it()
    {
        var node = new TreeNode(2, 1);

        Assert.True(node.Covers(node) && node.Covers(node.Left.Right) && node.Parent.Covers(node));
        Assert.False(node.Covers(node.Sibling) || node.Left.Covers(node) || node.Left.Covers(node.Right));
    }

    [Fact]
    public void The_sum_is_bracketed_as_the_tree_says() =>
        Assert.Equal("(((0+1)+2)+(8+9))", MergeAll(ThreeShards, ThreeShards.LeavesOf(ThreeShards.Root)));

    [Fact]
    public void A_sum_that_is_solved_at_once_has_the_brackets_of_one_that_arrives_in_parts()
    {
        Assert.Equal("(((0+1)+2)+(8+9))", Solved(ThreeShards.Root));
        Assert.Equal("(8+9)", Solved(new(3, 1)));
        Assert.Equal("2", Solved(new(1, 1)));
    }

    [Fact]
    public void The_sum_does_not_depend_on_the_order_of_arrival_nor_on_duplicates() =>
        Prop.ForAll(Arrivals.ToArbitrary(), arrival =>
            MergeAll(arrival.Tree, arrival.Nodes)
            == MergeAll(arrival.Tree, arrival.Tree.LeavesOf(arrival.Tree.Root)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_sum_that_is_already_in_changes_nothing()
    {
        var some = new PartialSums<string>(ThreeShards).Merge(new(1, 0), "(0+1)", Add);

        Assert.Equal(some, some.Merge(new(0, 1), "1", Add));
        Assert.Equal(some, some.Merge(new(1, 0), "other", Add));
    }

    [Fact]
    public void A_larger_sum_replaces_its_own_parts()
    {
        var some = new PartialSums<string>(ThreeShards)
            .Merge(new(0, 0), "0", Add).Merge(new(2, 0), "whole", Add);

        Assert.Equal([new NodeSum<string>(new(3, 0), "whole")], some.Sums);
    }

    [Fact]
    public void A_tree_without_micro_batches_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SumTree([0, 0], 4));

    private static Gen<(SumTree Tree, TreeNode[] Nodes)> Arrivals =>
        from counts in Gen.Choose(0, 8).NonEmptyListOf().Where(list => list.Sum() > 0)
        let tree = new SumTree([.. counts], 8)
        let nodes = AllNodes(tree).ToArray()
        from extra in Gen.Elements(nodes).ListOf()
        from order in Gen.Shuffle([.. tree.LeavesOf(tree.Root), .. extra])
        select (tree, order);

    private static IEnumerable<TreeNode> AllNodes(SumTree tree) =>
        from level in Enumerable.Range(0, tree.Root.Level + 1)
        from index in Enumerable.Range(0, 1 << (tree.Root.Level - level))
        let node = new TreeNode(level, index)
        where tree.IsPresent(node)
        select node;

    private static string Solved(TreeNode node) => ThreeShards.SumOf(node, leaf => $"{leaf.Index}", Add);

    private static string MergeAll(SumTree tree, IEnumerable<TreeNode> nodes)
    {
        var sums = nodes.Aggregate(
            new PartialSums<string>(tree), (partial, node) => partial.Merge(node, SumOf(tree, node), Add));
        Assert.True(sums.IsComplete);
        return sums.Sums[0].Sum;
    }

    private static string SumOf(SumTree tree, TreeNode node) => node.IsLeaf
        ? $"{node.Index}"
        : (tree.IsPresent(node.Left), tree.IsPresent(node.Right)) switch
        {
            (true, true) => Add(SumOf(tree, node.Left), SumOf(tree, node.Right)),
            (true, false) => SumOf(tree, node.Left),
            _ => SumOf(tree, node.Right),
        };

    private static string Add(string left, string right) => $"({left}+{right})";
}
