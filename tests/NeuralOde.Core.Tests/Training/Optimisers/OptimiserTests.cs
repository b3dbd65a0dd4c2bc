using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Training.Optimisers;

public sealed class OptimiserTests
{
    // Rounding of a handful of operations near 1.
    private const double Tolerance = 1e-15;

    private static readonly FlatVector Theta = Vector(1, -2);
    private static readonly FlatVector First = Vector(0.5, -1);
    private static readonly FlatVector Second = Vector(0.25, 4);

    public static TheoryData<Optimiser> AllOptimisers =>
    [
        new Optimiser.Sgd(), new Optimiser.Momentum(), new Optimiser.Nesterov(), new Optimiser.RmsProp(),
        new Optimiser.Adam(), new Optimiser.AdamW(),
    ];

    [Fact]
    public void Sgd_goes_down_the_gradient() =>
        AssertNear([1 - 0.1 * 0.75, -2 - 0.1 * 3], TwoSteps(new Optimiser.Sgd(), 0.1));

    [Fact]
    public void Momentum_adds_the_gradient_to_the_decayed_velocity() => AssertNear(
        [1 - 0.1 * (0.5 + 0.9 * 0.5 + 0.25), -2 - 0.1 * (-1 + 0.9 * -1 + 4)],
        TwoSteps(new Optimiser.Momentum(0.9), 0.1));

    [Fact]
    public void Nesterov_looks_ahead_along_the_velocity() => AssertNear(
        [
            1 - 0.1 * (0.5 + 0.9 * 0.5) - 0.1 * (0.25 + 0.9 * (0.9 * 0.5 + 0.25)),
            -2 - 0.1 * (-1 - 0.9) - 0.1 * (4 + 0.9 * (0.9 * -1 + 4)),
        ],
        TwoSteps(new Optimiser.Nesterov(0.9), 0.1));

    [Fact]
    public void RmsProp_divides_by_the_root_of_the_mean_of_squares()
    {
        var (s1, s2) = (0.01 * 0.25, 0.99 * (0.01 * 0.25) + 0.01 * 0.0625);

        var (theta, _) = TwoSteps(new Optimiser.RmsProp(), 0.1);

        Assert.Equal(
            1 - 0.1 * 0.5 / (Math.Sqrt(s1) + 1e-8) - 0.1 * 0.25 / (Math.Sqrt(s2) + 1e-8),
            theta.AsSpan<double>()[0], 1e-14);
    }

    [Fact]
    public void The_first_step_of_Adam_is_as_long_as_the_rate_whatever_the_gradient()
    {
        var optimiser = new Optimiser.Adam();

        var (theta, _) = optimiser.Step(Theta, First, optimiser.Start(Theta), 0.1);

        // m̂ = g and ŝ = g², so the step is g/(|g| + ε).
        AssertNear([1 - 0.1 * 0.5 / (0.5 + 1e-8), -2 + 0.1 / (1 + 1e-8)], theta);
    }

    [Fact]
    public void Adam_corrects_both_means_for_their_start_at_zero()
    {
        var (m, s) = (0.9 * 0.1 * 0.5 + 0.1 * 0.25, 0.999 * 0.001 * 0.25 + 0.001 * 0.0625);
        var second = 0.1 * (m / (1 - 0.81)) / (Math.Sqrt(s / (1 - 0.998001)) + 1e-8);

        var (theta, state) = TwoSteps(new Optimiser.Adam(), 0.1);

        Assert.Equal(1 - 0.1 * 0.5 / (0.5 + 1e-8) - second, theta.AsSpan<double>()[0], 1e-14);
        Assert.Equal(2, state.Steps);
        Assert.Equal(m, state.Vectors[0].Values.AsSpan<double>()[0], Tolerance);
        Assert.Equal(s, state.Vectors[1].Values.AsSpan<double>()[0], Tolerance);
    }

    [Fact]
    public void AdamW_shrinks_the_parameters_apart_from_the_gradient()
    {
        var optimiser = new Optimiser.AdamW(WeightDecay: 0.2);

        var (theta, _) = optimiser.Step(Theta, First, optimiser.Start(Theta), 0.1);

        AssertNear([0.98 - 0.1 * 0.5 / (0.5 + 1e-8), -1.96 + 0.1 / (1 + 1e-8)], theta);
    }

    [Theory, MemberData(nameof(AllOptimisers))]
    public void Single_and_double_precision_agree_to_the_rounding_of_the_first(Optimiser optimiser)
    {
        var (wide, _) = TwoSteps(optimiser, 0.1);

        var theta = Theta.To(Precision.Single);
        var state = optimiser.Start(theta);
        (theta, state) = optimiser.Step(theta, First.To(Precision.Single), state, 0.1);
        (theta, state) = optimiser.Step(theta, Second.To(Precision.Single), state, 0.1);

        // A few roundings of 6e-8 each, in numbers up to 3.
        for (var i = 0; i < 2; i++) Assert.Equal(wide.AsSpan<double>()[i], theta.AsSpan<float>()[i], 1e-6);
        Assert.Equal(2, state.Steps);
    }

    [Theory, MemberData(nameof(AllOptimisers))]
    public void A_step_reaches_the_minimum_of_a_bowl_in_the_end(Optimiser optimiser)
    {
        var (theta, state) = (Vector(3, -4), optimiser.Start(Theta));
        for (var step = 0; step < 2_000; step++) (theta, state) = optimiser.Step(theta, theta, state, 0.01);

        Assert.True(Gradients.Norm(theta) < 0.02, $"{optimiser}: {Gradients.Norm(theta)}");
    }

    [Fact]
    public void The_state_of_another_optimiser_is_refused() => Assert.Throws<ArgumentException>(
        () => new Optimiser.Adam().Step(Theta, First, new Optimiser.Sgd().Start(Theta), 0.1));

    private static (FlatVector Theta, OptimiserState State) TwoSteps(Optimiser optimiser, double rate)
    {
        var (theta, state) = optimiser.Step(Theta, First, optimiser.Start(Theta), rate);
        return optimiser.Step(theta, Second, state, rate);
    }

    private static void AssertNear(double[] expected, (FlatVector Theta, OptimiserState State) actual) =>
        AssertNear(expected, actual.Theta);

    private static void AssertNear(double[] expected, FlatVector actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.AsSpan<double>()[i], Tolerance);
    }

    private static FlatVector Vector(params double[] values) => FlatVector.Of<double>(values);
}
