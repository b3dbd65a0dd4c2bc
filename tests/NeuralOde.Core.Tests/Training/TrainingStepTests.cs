using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Training;

public sealed class TrainingStepTests
{
    private static readonly TrainingRule Rule = new(new Optimiser.Sgd(), new Schedule.Step(0.5, 1, 0.5));
    private static readonly TrainingState Start = TrainingState.Start(Vector(1, 2), Rule);

    [Fact]
    public void A_step_moves_by_the_mean_over_all_examples_that_counted()
    {
        var step = TrainingStep.Of(Rule, Start, Vector(4, 0), 4);

        Assert.Equal((Vector(0.5, 2), 1L, 1.0, 0.5, true),
            (step.State.Parameters, step.State.Version, step.GradientNorm, step.Rate, step.HasEffect));
    }

    [Fact]
    public void The_schedule_follows_the_version()
    {
        var first = TrainingStep.Of(Rule, Start, Vector(4, 0), 4);

        var second = TrainingStep.Of(Rule, first.State, Vector(4, 0), 4);

        Assert.Equal((0.25, Vector(0.25, 2)), (second.Rate, second.State.Parameters));
    }

    [Fact]
    public void A_long_gradient_is_clipped_after_the_mean_is_taken()
    {
        var step = TrainingStep.Of(Rule with { ClipNorm = 1 }, Start, Vector(0, 20), 2);

        Assert.Equal((10.0, Vector(1, 1.5)), (step.GradientNorm, step.State.Parameters));
    }

    [Fact]
    public void Without_an_example_only_the_version_moves_on()
    {
        var step = TrainingStep.Of(Rule, Start, Vector(0, 0), 0);

        Assert.False(step.HasEffect);
        Assert.Equal(Start with { Version = 1 }, step.State);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_changes_no_parameter()
    {
        var step = TrainingStep.Of(Rule, Start, Vector(double.NaN, 1), 3);

        Assert.False(step.HasEffect);
        Assert.Equal(Start with { Version = 1 }, step.State);
    }

    [Fact]
    public void Ranges_of_whole_blocks_step_with_the_bits_of_the_whole()
    {
        const int Length = Gradients.Block + 100;
        var rule = new TrainingRule(new Optimiser.Adam(), new Schedule.Constant(0.1), ClipNorm: 1);
        var start = TrainingState.Start(Vector([.. Enumerable.Range(0, Length).Select(k => 1 / (1.0 + k))]), rule);
        var sum = Vector([.. Enumerable.Range(0, Length).Select(k => Math.Sin(k))]);
        (int Start, int Count)[] ranges = [(0, Gradients.Block), (Gradients.Block, 100)];

        var whole = TrainingStep.Of(rule, start, sum, 3);
        var means = ranges.Select(range => MeanGradient.Of(sum.Slice(range.Start, range.Count), 3)).ToArray();
        var norm = Gradients.NormOf([.. means.SelectMany(mean => mean.Squares)]);
        var parts = ranges.Zip(means, (range, mean) =>
            TrainingStep.Of(rule, start.Range(range.Start, range.Count), mean, norm).State);

        Assert.Equal(whole.GradientNorm, norm);
        Assert.Equal(whole.State, TrainingState.Joined([.. parts]));
    }

    private static FlatVector Vector(params double[] values) => FlatVector.Of<double>(values);
}
