using NeuralOde.Core.Data;
using Xunit;

namespace NeuralOde.Core.Tests.Data;

public sealed class ExamplesTests
{
    private static readonly Examples<double> Ragged = new Examples<double>
    {
        InputFeatures = 2,
        TargetFeatures = 1,
        ExogenousFeatures = 1,
        Features = [1, 2, 3, 4, 5, 6],
        Exogenous = [10, 20, 30],
        T0 = [0, 1, 2],
        TimeOffsets = [0, 2, 2, 3],
        Times = [0.5, 1.0, 2.5],
        Targets = [7, 8, 9],
        Weights = [1, 0, 1],
    }.Checked();

    [Fact]
    public void Taking_examples_takes_all_that_belongs_to_them()
    {
        var taken = Ragged.Take(2, 0);

        Assert.Equal([5, 6, 1, 2], taken.Features);
        Assert.Equal([30, 10], taken.Exogenous);
        Assert.Equal([2, 0], taken.T0);
        Assert.Equal([0, 1, 3], taken.TimeOffsets);
        Assert.Equal([2.5, 0.5, 1.0], taken.Times);
        Assert.Equal([9, 7, 8], taken.Targets);
        Assert.Equal([1, 1, 0], taken.Weights);
    }

    [Fact]
    public void Taking_every_example_in_order_changes_nothing() => Assert.Equal(Ragged, Ragged.Slice(0, 3));

    [Fact]
    public void An_example_that_is_not_there_cannot_be_taken() =>
        Assert.Throws<ArgumentException>(() => Ragged.Take(3));

    [Fact]
    public void Arrays_that_do_not_fit_together_are_misuse() =>
        Assert.Throws<ArgumentException>(() => (Ragged with { Weights = [1] }).Checked());

    [Fact]
    public void Other_number_types_keep_what_they_can_hold() =>
        Assert.Equal(Ragged, Ragged.To<float>().To<double>());

    [Fact]
    public void A_missing_target_is_zero_with_weight_zero()
    {
        var examples = ExampleSets.OneTarget<double>([1, 2], 1, [3, double.NaN], 1);

        Assert.Equal([3, 0], examples.Targets);
        Assert.Equal([1, 0], examples.Weights);
    }

    [Fact]
    public void A_trajectory_starts_at_its_first_time()
    {
        var examples = ExampleSets.Trajectory<double>([1, 2, 3], [1, 2, 3, 4, 5, 6], [1, 2]);

        Assert.Equal((1, 2, 2), (examples.Count, examples.InputFeatures, examples.TargetFeatures));
        Assert.Equal([1], examples.T0);
        Assert.Equal([0, 3], examples.TimeOffsets);
    }
}
