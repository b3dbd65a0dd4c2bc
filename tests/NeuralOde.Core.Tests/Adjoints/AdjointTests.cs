using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Adjoints;

/// <summary>
/// What holds for every adjoint: lanes are independent, and all of them give the same gradient.
/// </summary>
public sealed class AdjointTests
{
    // More than a tile of 64, so that lanes are refilled.
    private static readonly int[] Many = [.. Enumerable.Range(0, 90)];

    private static readonly SolveOptions Tight =
        new() { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-12 };

    public static TheoryData<string> Adjoints => AllAdjoints.Names;

    public static TheoryData<string> OfSteps => AllAdjoints.OfSteps;

    public static TheoryData<string> Methods => AllMethods.Names;

    [Theory, MemberData(nameof(Adjoints))]
    public void Every_adjoint_gives_the_gradient_of_the_others(string adjoint)
    {
        var expected = PullBack("Discrete", Tight, Many);

        var actual = PullBack(adjoint, Tight, Many);

        // The reverse solve is good to its tolerance, times some hundred steps and a condition of about ten.
        Close(expected.Y0, actual.Y0, 1e-8);
        Close(expected.Inputs, actual.Inputs, 1e-8);
        Close(expected.Parameters, actual.Parameters, 1e-7);
        Close(expected.T0, actual.T0, 1e-8);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Backsolve_comes_near_the_discrete_gradient_with_the_order_of_the_method(string method)
    {
        const double Step = 0.02;
        var options = new SolveOptions
        {
            Method = AllMethods.Named(method),
            Controller = new StepSizeController.Fixed(Step),
        };

        var (expected, actual) = (PullBack("Discrete", options, [0, 1, 2, 3]), PullBack(
            "Backsolve", options, [0, 1, 2, 3]));

        // The constant is a few: solutions and gradients are of size 1 to 10, intervals of length 1 to 3.
        var bound = 30 * Math.Pow(Step, options.Method.Order);
        Close(expected.Y0, actual.Y0, bound);
        Close(expected.Parameters, actual.Parameters, bound);
    }

    [Theory, MemberData(nameof(OfSteps)), Trait("Category", "Bits")]
    public void Steps_that_are_taken_again_give_the_bits_of_those_recorded(string adjoint)
    {
        var options = new SolveOptions { RelativeTolerance = 1e-5, AbsoluteTolerance = 1e-7 };
        var expected = PullBack("Discrete", options, Many);

        var actual = PullBack(adjoint, options, Many);

        Assert.Contains(expected.Lanes, lane => lane.Rejected > 0);
        Assert.Equal(expected.Y0, actual.Y0);
        Assert.Equal(expected.Inputs, actual.Inputs);
        Assert.Equal(expected.Values, actual.Values);
        Close(expected.Parameters, actual.Parameters, 1e-12);
    }

    [Theory, MemberData(nameof(Adjoints)), Trait("Category", "Bits")]
    public void A_permuted_batch_has_the_same_bits_permuted(string adjoint)
    {
        var options = new SolveOptions();
        int[] permuted = [.. Many.OrderBy(e => 37 * e % 91)];

        var (plain, mixed) = (PullBack(adjoint, options, Many), PullBack(adjoint, options, permuted));

        Assert.Equal(permuted.SelectMany(e => plain.Y0[(2 * e)..(2 * e + 2)]), mixed.Y0);
        Assert.Equal(permuted.Select(e => plain.Inputs[e]), mixed.Inputs);
        Assert.Equal(
            permuted.Select(e => plain.Records[e].Nvjp), mixed.Records.Select(record => record.Nvjp));
        Close(plain.Parameters, mixed.Parameters, 1e-11);
    }

    [Theory, MemberData(nameof(Adjoints)), Trait("Category", "Bits")]
    public void A_lane_has_the_same_bits_alone_and_in_company(string adjoint)
    {
        var options = new SolveOptions();
        var company = PullBack(adjoint, options, Many);

        foreach (var example in new[] { 0, 2, 5, 64, 89 })
        {
            var alone = PullBack(adjoint, options, [example]);
            Assert.Equal(company.Y0[(2 * example)..(2 * example + 2)], alone.Y0);
            Assert.Equal(company.Inputs[example], alone.Inputs[0]);
            Assert.Equal(company.T0[example], alone.T0[0]);
            Assert.Equal(company.Records[example].Nvjp, alone.Records[0].Nvjp);
        }
    }

    [Theory, MemberData(nameof(Adjoints))]
    public void Floats_give_the_gradient_of_doubles_to_their_precision(string adjoint)
    {
        var expected = PullBack(adjoint, new SolveOptions(), [0, 1, 2, 3, 4]);
        var batch = ObservedBatch<float>.First(5);

        var actual = PulledBack<float>.Of(
            (ObservedBatch<float>.Field, SolveOptions.For<float>(), AllAdjoints.Named(adjoint)),
            batch.Problems,
            ObservedBatch<float>.Theta,
            batch.Cotangent);

        Close(expected.Y0, [.. actual.Y0.Select(g => (double)g)], 5e-3);
        Close(expected.Parameters, [.. actual.Parameters.Select(g => (double)g)], 5e-3);
    }

    [Theory, MemberData(nameof(Adjoints))]
    public void A_second_cotangent_is_carried_back_by_the_same_workspace(string adjoint)
    {
        var batch = ObservedBatch<double>.First(5);
        var workspace = new AdjointSolveWorkspace<double>(
            ObservedBatch<double>.Field, new SolveOptions(), AllAdjoints.Named(adjoint));

        var first = PulledBack<double>.Of(
            workspace, batch.Problems, ObservedBatch<double>.Theta, batch.Cotangent);
        var second = PulledBack<double>.Of(
            workspace, batch.Problems, ObservedBatch<double>.Theta, batch.Cotangent);

        Assert.Equal(first.Y0, second.Y0);
        Assert.Equal(first.Parameters, second.Parameters);
        Assert.Equal(first.Records, second.Records);
    }

    private static PulledBack<double> PullBack(string adjoint, SolveOptions options, int[] examples)
    {
        var batch = ObservedBatch<double>.Of(examples);
        return PulledBack<double>.Of(
            (ObservedBatch<double>.Field, options, AllAdjoints.Named(adjoint)),
            batch.Problems,
            ObservedBatch<double>.Theta,
            batch.Cotangent);
    }

    private static void Close(double[] expected, double[] actual, double tolerance) => Assert.All(
        expected.Zip(actual),
        pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, Math.Abs(pair.First))));
}
