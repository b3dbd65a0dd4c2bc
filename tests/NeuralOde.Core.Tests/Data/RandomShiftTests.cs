using NeuralOde.Core.Data;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Data;

public sealed class RandomShiftTests
{
    private static readonly Examples<double> Dots = ExampleSets.OneTarget<double>(
        [.. Enumerable.Range(0, 400).SelectMany(i => Enumerable.Range(0, 25).Select(p => p == 12 ? i + 1.0 : 0.0))],
        25, [.. Enumerable.Range(0, 400).Select(i => (double)i)], 1);

    private static readonly int[] All = [.. Enumerable.Range(0, 400)];

    [Fact]
    public void Every_move_up_to_the_distance_comes_about_as_often()
    {
        var moved = new RandomShift(new Seed(3), Distance: 1).Of(Dots, All, epoch: 0, shard: 0);

        var places = All.Select(i => moved.Features.AsSpan().Slice(25 * i, 25).IndexOf(i + 1.0)).ToLookup(place => place);

        // 400 draws of 9 places: 44 each, with a standard deviation of 6.3.
        Assert.Equal([6, 7, 8, 11, 12, 13, 16, 17, 18], places.Select(place => place.Key).Order());
        Assert.All(places, place => Assert.InRange(place.Count(), 20, 70));
    }

    [Fact]
    public void The_move_of_an_example_depends_on_the_seed_the_epoch_and_its_index_alone()
    {
        var moves = new RandomShift(new Seed(3), Distance: 2);
        var all = moves.Of(Dots, All, epoch: 5, shard: 1);
        var some = moves.Of(Dots, [7, 399, 0], epoch: 5, shard: 1);
        var nextEpoch = moves.Of(Dots, [7, 399, 0], epoch: 6, shard: 1);

        Assert.Equal([.. Image(all, 7), .. Image(all, 399), .. Image(all, 0)], some.Features);
        Assert.NotEqual(some.Features, nextEpoch.Features);
        Assert.Equal([7.0, 399.0, 0.0], some.Targets);
    }

    [Fact]
    public void What_leaves_the_image_is_gone_and_zeros_come_in()
    {
        var ones = ExampleSets.OneTarget<double>([.. Enumerable.Repeat(1.0, 4 * 100)], 4, [.. new double[100]], 1);

        var moved = new RandomShift(new Seed(1), Distance: 1).Of(ones, [.. Enumerable.Range(0, 100)], 0, 0);

        Assert.Equal([1.0, 2.0, 4.0], Enumerable.Range(0, 100).Select(i => Image(moved, i).Sum()).Distinct().Order());
    }

    [Fact]
    public void Images_that_are_not_square_are_refused() => Assert.Throws<ArgumentException>(
        () => new RandomShift(new Seed(1), 1).Of(ExampleSets.OneTarget<double>([1, 2, 3], 3, [0], 1), [0], 0, 0));

    private static double[] Image(Examples<double> examples, int index) =>
        examples.Features.AsSpan().Slice(examples.InputFeatures * index, examples.InputFeatures).ToArray();
}
