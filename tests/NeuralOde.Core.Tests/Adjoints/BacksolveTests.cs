using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Adjoints;

/// <summary>
/// Lorenz's equations contract volumes by e^(−13.7 t): backwards in time every error grows by as much.
/// </summary>
public sealed class BacksolveTests
{
    private static readonly VectorField Lorenz = VectorField.Define(3, 3, (_, y, p) => Vector(
        p[0] * (y[1] - y[0]), y[0] * (p[1] - y[2]) - y[1], y[0] * y[1] - p[2] * y[2]));

    private static readonly SolveOptions Options =
        new() { RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-9 };

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void A_state_that_does_not_find_its_way_back_is_detected_and_done_again(double end)
    {
        var expected = PullBack(new Adjoint.Discrete(), end);

        var actual = PullBack(new Adjoint.Backsolve(), end);

        Assert.True(actual.Records[0].FellBack);
        Assert.True(actual.Records[0].Defect > 1, $"The defect is {actual.Records[0].Defect}.");
        Assert.Equal(expected.Y0, actual.Y0);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(
                expected.Parameters[i], actual.Parameters[i], 1e-12 * Math.Abs(expected.Parameters[i]));
        }
    }

    [Fact]
    public void A_short_way_back_is_taken_without_help()
    {
        var (expected, actual) = (PullBack(new Adjoint.Discrete(), 0.2), PullBack(
            new Adjoint.Backsolve(), 0.2));

        Assert.False(actual.Records[0].FellBack);
        Assert.InRange(actual.Records[0].Defect, 0, 1e-6);

        // One tolerance of 1e-9 grows by e^(14.6·0.2) ≈ 20 on the way.
        Assert.All(expected.Y0.Zip(actual.Y0), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Only_the_lost_examples_are_done_again()
    {
        var batch = new ProblemBatch<double>
        {
            Examples = 3,
            Y0 = [1, 1, 1, 1, 1, 1, 2, 1, 1],
            T0 = [0, 0, 0],
            T1 = [0.2, 2, 0.3],
            TimeOffsets = [0, 1, 2, 3],
            Times = [0.2, 2, 0.3],
        };
        double[] cotangent = [1, 1, 1, 1, 1, 1, 1, 1, 1];

        var actual = PulledBack<double>.Of(
            (Lorenz, Options, new Adjoint.Backsolve()), batch, [10, 28, 8.0 / 3], _ => cotangent);
        var expected = PulledBack<double>.Of(
            (Lorenz, Options, new Adjoint.Discrete()), batch, [10, 28, 8.0 / 3], _ => cotangent);

        Assert.Equal([false, true, false], actual.Records.Select(record => record.FellBack));
        Assert.All(expected.Parameters.Zip(actual.Parameters), pair =>
            Assert.Equal(pair.First, pair.Second, 1e-6 * Math.Abs(pair.First)));
    }

    [Fact]
    public void A_tighter_reverse_tolerance_makes_the_defect_smaller()
    {
        var loose = PullBack(
            new Adjoint.Backsolve { RelativeTolerance = 1e-5, AbsoluteTolerance = 1e-5 }, 0.2);

        var tight = PullBack(
            new Adjoint.Backsolve { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-11 }, 0.2);

        Assert.True(tight.Records[0].Defect < loose.Records[0].Defect / 100);
    }

    private static PulledBack<double> PullBack(Adjoint adjoint, double end) => PulledBack<double>.Of(
        (Lorenz, Options, adjoint),
        new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [1, 1, 1],
            T0 = [0],
            T1 = [end],
            TimeOffsets = [0, 1],
            Times = [end],
        },
        [10, 28, 8.0 / 3],
        _ => [1, 0.5, -0.25]);
}
