using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Training;

public sealed class MinibatchTests
{
    private static readonly Seed Seed = new(7);

    [Fact]
    public void The_order_of_an_epoch_is_a_permutation() =>
        Prop.ForAll(Gen.Choose(1, 700).Zip(Gen.Choose(0, 1_000_000)).ToArbitrary(), draw =>
            Order(new Seed((ulong)draw.Item2), draw.Item1).Order()
                .SequenceEqual(Enumerable.Range(0, draw.Item1)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Each_order_of_three_examples_is_about_equally_likely()
    {
        var counts = Enumerable.Range(0, 6_000)
            .CountBy(seed => string.Join(' ', Order(new Seed((ulong)seed), 3)))
            .ToDictionary();

        // 1,000 expected each; the standard deviation of a fair draw is 29.
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Epochs_and_shards_have_orders_of_their_own()
    {
        var orders = from epoch in Enumerable.Range(0, 4)
                     from shard in Enumerable.Range(0, 4)
                     let order = EpochOrder.Of(Seed, epoch, shard, 50)
                     select string.Join(' ', Enumerable.Range(0, 50).Select(i => order[i]));

        Assert.Equal(16, orders.Distinct().Count());
    }

    [Fact]
    public void A_part_of_an_order_has_the_examples_of_its_positions()
    {
        var order = EpochOrder.Of(Seed, 0, 0, 50);

        Assert.Equal(Enumerable.Range(20, 30).Select(i => order[i]), order.From(20, 30));
        Assert.Empty(order.From(50, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.From(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.From(21, 30));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.From(0, -1));
    }

    [Fact]
    public void An_epoch_visits_each_example_exactly_once() =>
        Prop.ForAll(Batchings.ToArbitrary(), batching =>
            batching.ShardSizes.Select((size, shard) =>
                Visits(batching, epoch: 3, shard).Order().SequenceEqual(Enumerable.Range(0, size)))
                .All(once => once))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_minibatches_of_an_epoch_differ_by_at_most_one_example_and_are_never_larger_than_asked() =>
        Prop.ForAll(Batchings.ToArbitrary(), batching =>
        {
            var sizes = Epoch(batching, 0).Select(minibatch => MicroBatches(minibatch).Sum()).ToArray();
            return sizes.Max() - sizes.Min() <= 1 && sizes.Max() <= batching.MinibatchSize;
        })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_micro_batch_is_never_larger_than_asked() =>
        Prop.ForAll(Batchings.ToArbitrary(), batching =>
            Epoch(batching, 0).SelectMany(MicroBatches)
                .All(count => count > 0 && count <= batching.MicroBatchSize))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void All_examples_are_those_of_the_leaves_and_none_at_empty_places() =>
        Prop.ForAll(Batchings.ToArbitrary(), batching =>
        {
            var minibatch = batching.At(Seed, 1);
            var leaves = minibatch.Tree.LeavesOf(minibatch.Tree.Root).ToDictionary(leaf => leaf.Index);
            var examples = minibatch.Examples();
            return examples.Count == minibatch.Tree.Root.LeafCount
                && Enumerable.Range(0, examples.Count).All(place => leaves.TryGetValue(place, out var leaf)
                    ? examples[place] == minibatch.ExamplesOf(leaf)
                    : examples[place].Count == 0);
        })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_version_has_the_same_minibatch_whenever_it_is_asked_for()
    {
        var batching = new Batching([100, 31], 32, 8);

        Assert.Equal(batching.At(Seed, 11), batching.At(Seed, 11));
        Assert.Equal((2, 1), (batching.At(Seed, 11).Epoch, batching.At(Seed, 11).Number));
        Assert.Equal(5, batching.MinibatchesPerEpoch);
    }

    [Fact]
    public void A_size_that_is_not_positive_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Batching([10], 0, 1));
        Assert.Throws<ArgumentException>(() => new Batching([10], 1, 0));
        Assert.Throws<ArgumentException>(() => new Batching([0], 1, 1));
    }

    private static Gen<Batching> Batchings =>
        from sizes in Gen.Choose(0, 60).NonEmptyListOf().Where(list => list.Sum() > 0)
        from minibatch in Gen.Choose(1, 100)
        from microBatch in Gen.Choose(1, 20)
        select new Batching([.. sizes.Take(6).Append(1)], minibatch, microBatch);

    private static IEnumerable<int> Order(Seed seed, int count) =>
        Enumerable.Range(0, count).Select(i => new EpochOrder(seed, count)[i]);

    private static IEnumerable<Minibatch> Epoch(Batching batching, long epoch) =>
        from number in Enumerable.Range(0, batching.MinibatchesPerEpoch)
        select batching.At(Seed, epoch * batching.MinibatchesPerEpoch + number);

    private static IEnumerable<int> MicroBatches(Minibatch minibatch) =>
        minibatch.Tree.LeavesOf(minibatch.Tree.Root).Select(leaf => minibatch.ExamplesOf(leaf).Count);

    private static IEnumerable<int> Visits(Batching batching, long epoch, int shard) =>
        from minibatch in Epoch(batching, epoch)
        from leaf in minibatch.Tree.LeavesOf(minibatch.Tree.Root)
        where minibatch.Tree.ShardOf(leaf) == shard
        from example in minibatch.ExamplesOf(leaf)
        select example;
}
