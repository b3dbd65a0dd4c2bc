using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Adjoints;

public sealed class FailedLaneTests
{
    // y' = p·y² blows up at t = 1/(p·y0): with y0 = 5 at 0.2.
    private static readonly VectorField BlowUp = VectorField.Define(1, 1, (_, y, p) => p * y * y);

    public static TheoryData<string> Adjoints => AllAdjoints.Names;

    [Theory, MemberData(nameof(Adjoints))]
    public void A_failed_example_contributes_nothing_and_changes_no_bit_of_the_others(string adjoint)
    {
        double[] healthy = [0.1, 0.2, 0.3, 0.4, 0.5, -0.6, -0.7, 0.15, 0.25];

        var (without, with) = (PullBack(adjoint, healthy), PullBack(
            adjoint, [.. healthy[..4], 5, .. healthy[4..]]));

        Assert.NotEqual(OutcomeCode.Finished, with.Lanes[4].Code);
        Assert.Equal(0, with.Y0[4]);
        Assert.Equal(0, with.T0[4]);
        Assert.Equal(0, with.Records[4].Nvjp);
        Assert.Equal<double>(without.Y0, with.Y0.Where((_, example) => example != 4));
        Assert.Equal(without.Parameters, with.Parameters);
    }

    [Theory, MemberData(nameof(Adjoints))]
    public void A_batch_of_failures_has_no_gradient(string adjoint) =>
        Assert.Equal(0.0, PullBack(adjoint, [5, 6]).Parameters.Single());

    private static PulledBack<double> PullBack(string adjoint, double[] y0)
    {
        int[] offsets = [.. Enumerable.Range(0, y0.Length + 1)];
        var batch = new ProblemBatch<double>
        {
            Examples = y0.Length,
            Y0 = y0,
            T0 = new double[y0.Length],
            T1 = [.. y0.Select(_ => 1.0)],
            TimeOffsets = offsets,
            Times = [.. y0.Select(_ => 1.0)],
        };
        return PulledBack<double>.Of(
            (BlowUp, new SolveOptions(), AllAdjoints.Named(adjoint)), batch, [1], values => [.. values.Select(_ => 1.0)]);
    }
}
