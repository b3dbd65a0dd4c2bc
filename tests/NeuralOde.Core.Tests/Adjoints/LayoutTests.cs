using System.Numerics;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Adjoints;

/// <summary>
/// One lane with its features side by side, the smallest tile and a full one: every adjoint gives the same gradient.
/// </summary>
[Trait("Category", "Bits")]
public sealed class LayoutTests
{
    // More than a full tile, so that lanes are refilled in all layouts.
    private static readonly int[] Many = [.. Enumerable.Range(0, 90)];

    public static TheoryData<string> Adjoints => AllAdjoints.Names;

    [Theory, MemberData(nameof(Adjoints))]
    public void Lanes_in_any_layout_carry_back_the_same_bits(string adjoint)
    {
        Check<double>(adjoint, tolerance: 1e-13);
        Check<float>(adjoint, tolerance: 1e-5);
    }

    [Theory, MemberData(nameof(Adjoints))]
    public void Every_adjoint_in_any_layout_gives_the_discrete_gradient(string adjoint)
    {
        var options = new SolveOptions { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-12 };
        var expected = PullBack<double>("Discrete", options);

        foreach (var lanes in Layouts<double>())
        {
            var actual = PullBack<double>(adjoint, options with { Lanes = lanes });

            // The reverse solve is good to its tolerance, times some hundred steps and a condition of about ten.
            AssertNear(expected.Y0, actual.Y0, 1e-8);
            AssertNear(expected.Inputs, actual.Inputs, 1e-8);
            AssertNear(expected.Parameters, actual.Parameters, 1e-7);
        }
    }

    private static int[] Layouts<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [1, Plan<T>.Granule, TileSize.Of(ObservedBatch<T>.Field.State)];

    private static void Check<T>(string adjoint, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var options = SolveOptions.For<T>();
        var pulled = Layouts<T>().Select(lanes => PullBack<T>(adjoint, options with { Lanes = lanes })).ToArray();

        Assert.All(pulled[1..], other =>
        {
            SameBits.Assert<T>(pulled[0].Values, other.Values);
            SameBits.Assert<T>(pulled[0].Y0, other.Y0);
            SameBits.Assert<T>(pulled[0].Inputs, other.Inputs);
            Assert.Equal(pulled[0].T0, other.T0);
            Assert.Equal(
                pulled[0].Records.Select(record => (record.Nvjp, record.Defect)),
                other.Records.Select(record => (record.Nvjp, record.Defect)));
            // Sums over lanes are in another order.
            AssertNear(pulled[0].Parameters, other.Parameters, tolerance);
        });
    }

    private static PulledBack<T> PullBack<T>(string adjoint, SolveOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var batch = ObservedBatch<T>.Of(Many);
        return PulledBack<T>.Of(
            (ObservedBatch<T>.Field, options, AllAdjoints.Named(adjoint)),
            batch.Problems,
            ObservedBatch<T>.Theta,
            batch.Cotangent);
    }

    private static void AssertNear<T>(T[] expected, T[] actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(
            double.CreateChecked(pair.First),
            double.CreateChecked(pair.Second),
            tolerance * Math.Max(1, Math.Abs(double.CreateChecked(pair.First)))));
    }
}
