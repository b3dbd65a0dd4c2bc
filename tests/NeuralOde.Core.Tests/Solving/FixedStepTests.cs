using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Solving;

public sealed class FixedStepTests
{
    private static readonly VectorField Growth = VectorField.Define(1, 0, (_, y, _) => y);

    // Reference: the founding article's example y' = y, y(0) = 2, 100 steps to t = 10. Sums of
    // 100 steps round at about 100 ulp.
    [Theory]
    [InlineData("Euler", 27561.224679644540)]
    [InlineData("Rk4", 44052.593801752405)]
    public void A_hundred_steps_of_growth_end_where_published(string method, double expected)
    {
        var options = new SolveOptions
        {
            Method = AllMethods.Named(method),
            Controller = new StepSizeController.Fixed(0.1),
        };

        var solved = Solved<double>.Of(
            Growth, options, new ProblemBatch<double> { Examples = 1, Y0 = [2], T0 = [0], T1 = [10] });

        Assert.Equal(expected, solved.Final[0], expected * 1e-13);
        Assert.Equal(100, solved.Lanes[0].Accepted);
    }

    [Theory]
    [MemberData(nameof(AllMethods.Adaptive), MemberType = typeof(AllMethods))]
    public void Adaptive_steps_reach_the_end_within_the_tolerance(string method)
    {
        var options = new SolveOptions { Method = AllMethods.Named(method), MaximumSteps = 1_000_000 };

        var solved = Solved<double>.Of(
            Growth, options, new ProblemBatch<double> { Examples = 1, Y0 = [2], T0 = [0], T1 = [1] });

        Assert.Equal(OutcomeCode.Finished, solved.Lanes[0].Code);
        Assert.Equal(2 * Math.E, solved.Final[0], 1e-4);
    }
}
