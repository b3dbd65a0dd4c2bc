using NeuralOde.Core.Solving;
using NeuralOde.Numerics.Lanes;
using Xunit;

namespace NeuralOde.Core.Tests.Solving;

public sealed class ControlLawTests
{
    // Factors come from one logarithm and one exponential: a few roundings.
    private const double Rounding = 1e-14;

    [Fact]
    public void The_elementary_controller_takes_the_root_of_the_error_ratio()
    {
        var factors = Judge(StepSizeController.I, 5, [0.5 * 0.5, 0.9 * 0.9, 2 * 2.0]);

        Assert.Equal(0.9 * Math.Pow(0.5, -0.2), factors[0], Rounding);
        Assert.Equal(0.9 * Math.Pow(0.9, -0.2), factors[1], Rounding);
        Assert.Equal(0.9 * Math.Pow(2, -0.2), factors[2], Rounding);
    }

    [Fact]
    public void A_perfect_step_grows_by_the_maximum_and_a_hopeless_one_shrinks_by_the_minimum()
    {
        var factors = Judge(
            StepSizeController.I, 5, [0, 1e300, double.PositiveInfinity, double.NaN, 1.0, Math.BitDecrement(1.0)]);

        Assert.Equal([10, 0.2, 0.2, 0.2, 0.9, 0.9], factors.Select(factor => Math.Round(factor, 14)));
    }

    [Fact]
    public void A_rejected_step_never_grows()
    {
        var law = new ControlLaw(new StepSizeController.Adaptive(0.4, 0.3, 0.1), 3);
        var steps = new StepsWorkspace(1);
        Take(law, steps, 1e-8);

        Judge(law, steps, [1.0]);

        Assert.Equal(0.9, steps.Factors[0], Rounding);
    }

    [Fact]
    public void All_three_coefficients_weigh_the_last_three_accepted_ratios()
    {
        var (p, i, d, k) = (0.4, 0.3, 0.1, 5);
        var law = new ControlLaw(new StepSizeController.Adaptive(p, i, d), k);
        var steps = new StepsWorkspace(1);
        double[] ratios = [0.8, 0.3, 0.6];
        foreach (var ratio in ratios) Take(law, steps, ratio * ratio);

        var expected =
            0.9 * Math.Pow(0.6, -(p + i + d) / k) * Math.Pow(0.3, (p + 2 * d) / k) * Math.Pow(0.8, -d / k);
        Assert.Equal(expected, steps.Factors[0], Rounding);
    }

    [Fact]
    public void A_rejected_step_leaves_no_history()
    {
        var law = new ControlLaw(StepSizeController.PI, 5);
        var (with, without) = (new StepsWorkspace(1), new StepsWorkspace(1));
        Take(law, with, 9.0);

        Judge(law, with, [0.25]);
        Judge(law, without, [0.25]);

        Assert.Equal(without.Factors[0], with.Factors[0]);
    }

    private static double[] Judge(StepSizeController.Adaptive controller, int k, double[] squares)
    {
        var steps = new StepsWorkspace(squares.Length);
        Judge(new(controller, k), steps, squares);
        return steps.Factors.ToArray();
    }

    private static void Judge(ControlLaw law, StepsWorkspace steps, double[] squares)
    {
        squares.CopyTo(steps.Squares);
        StepLog.Into(steps.Rows);
        StepFactor.Into(steps.Rows, law.Weights);
    }

    /// <summary>Tries a step in the only lane, and moves it on if it is accepted.</summary>
    private static void Take(ControlLaw law, StepsWorkspace steps, double square)
    {
        Judge(law, steps, [square]);
        steps.Running[0] = 1;
        StepMove.Into(steps.Rows, isControlled: true, looksAtAll: false);
    }
}
