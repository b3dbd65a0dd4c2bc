using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Training;

public sealed class LossTests
{
    // Rounding of a few operations on numbers up to 10.
    private const double Tolerance = 1e-14;

    private static readonly Model Identity = Model.Of(Stages.Function("identity", 2, x => x));

    [Fact]
    public void The_mean_square_goes_over_all_targets_of_an_example() =>
        Assert.Equal((1 + 4.0) / 2, LossOf(new Loss.MeanSquared(), [1, 3], [2, 1]), Tolerance);

    [Fact]
    public void The_mean_absolute_difference_goes_over_all_targets_of_an_example() =>
        Assert.Equal((1 + 2.0) / 2, LossOf(new Loss.MeanAbsolute(), [1, 3], [2, 1]), Tolerance);

    [Fact]
    public void Huber_is_squared_near_zero_and_absolute_far_from_it() =>
        Assert.Equal((0.5 * 0.25 + 1 * (3 - 0.5)) / 2, LossOf(new Loss.Huber(), [0.5, 3], [0, 0]), Tolerance);

    [Fact]
    public void The_sum_of_squares_is_not_divided() =>
        Assert.Equal(5, LossOf(new Loss.SumOfSquares(), [1, 3], [2, 1]), Tolerance);

    [Fact]
    public void Cross_entropy_is_the_negative_log_of_the_softmax() => Assert.Equal(
        -Math.Log(Math.Exp(3) / (Math.Exp(1) + Math.Exp(3))),
        LossOf(new Loss.CrossEntropy(), [1, 3], [0, 1]),
        Tolerance);

    [Fact]
    public void Cross_entropy_of_large_numbers_does_not_overflow() =>
        Assert.Equal(2_000, LossOf(new Loss.CrossEntropy(), [-1_000, 1_000], [1, 0]), Tolerance);

    [Fact]
    public void A_missing_target_does_not_count() =>
        Assert.Equal(1, LossOf(new Loss.MeanSquared(), [1, 3], [2, double.NaN]), Tolerance);

    [Fact]
    public void The_mean_over_examples_is_taken_once_at_the_end()
    {
        const double Missing = double.NaN;

        var evaluation = Evaluate(
            new Loss.MeanSquared(), [1, 1, 0, 0, 5, 5], [0, Missing, 2, 2, Missing, Missing]);

        // Three examples, of which the last has no target at all.
        Assert.Equal((2, (1 + 4.0) / 2), (evaluation.Counts.Examples, evaluation.Loss));
        Assert.Equal(Math.Sqrt((1 + 4.0) / 2), evaluation.Rmse[0], Tolerance);
        Assert.Equal(2, evaluation.Rmse[1], Tolerance);
    }

    [Fact]
    public void The_largest_feature_names_the_class()
    {
        var evaluation = Evaluate(new Loss.CrossEntropy(), [1, 2, 2, 1, 0, 3], [0, 1, 0, 1, 0, 1]);

        Assert.Equal(2.0 / 3, evaluation.Accuracy, Tolerance);
        Assert.Equal((2, 3), (evaluation.Counts.Correct, evaluation.Counts.Classified));
    }

    [Fact]
    public void A_loss_that_is_not_finite_leaves_its_example_out()
    {
        var evaluation = Evaluate(new Loss.MeanSquared(), [1e200, 1, 1, 1], [0, 0, 0, 0]);

        Assert.Equal(
            (1, 1, 1.0), (evaluation.Counts.Examples, evaluation.Counts.LossNotFinite, evaluation.Loss));
    }

    [Fact]
    public void Other_numbers_of_targets_than_of_predictions_are_refused()
    {
        var examples = ExampleSets.Trajectory<double>([0, 1], [1, 2, 3, 4], [1, 2]);

        var refusal = Assert.Throws<ArgumentException>(() => Evaluation.Of(
            Identity, new Loss.MeanSquared(), FlatVector.Zeros(Precision.Double, 0), examples));

        Assert.Contains("hand on at observations", refusal.Message, StringComparison.Ordinal);
    }

    private static double LossOf(Loss loss, double[] prediction, double[] target)
    {
        var single = Evaluation.Of(
            Identity,
            loss,
            FlatVector.Zeros(Precision.Single, 0),
            ExampleSets.OneTarget<float>(Floats(prediction), 2, Floats(target), 2));
        var evaluation = Evaluate(loss, prediction, target);

        // The same text in float: 24 bits.
        Assert.Equal(evaluation.Loss, single.Loss, 1e-6 * evaluation.Loss);
        return evaluation.Loss;
    }

    private static Evaluation Evaluate(Loss loss, double[] prediction, double[] target) => Evaluation.Of(
        Identity,
        loss,
        FlatVector.Zeros(Precision.Double, 0),
        ExampleSets.OneTarget<double>(prediction, 2, target, 2));

    private static float[] Floats(double[] values) => [.. values.Select(value => (float)value)];
}
