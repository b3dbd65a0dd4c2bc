using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Adjoints;

/// <summary>
/// One lane alone keeps what it has found, and adds the outer products of all stages of a step at once: a tile does
/// neither, and has the same bits.
/// </summary>
[Trait("Category", "Bits")]
public sealed class AloneGradientTests : WidthConformance
{
    [Theory]
    [InlineData(2, 50)]
    [InlineData(1, 3)]
    [InlineData(4, 13)]
    [InlineData(3, 70)]
    [InlineData(6, 9)]
    public void One_lane_has_the_gradient_of_a_tile(int state, int width)
    {
        var field = VectorField.Mlp(state, [width], Activation.Tanh, Time.Appended);

        AssertSame<double>(field);
        AssertSame<float>(field);
    }

    private static void AssertSame<T>(VectorField field)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (alone, tile) = (PullBack<T>(field, lanes: 1), PullBack<T>(field, Plan<T>.Granule));

        SameBits.Assert<T>(tile.Values, alone.Values);
        SameBits.Assert<T>(tile.Y0, alone.Y0);
        SameBits.Assert<T>(tile.Parameters, alone.Parameters);
    }

    private static PulledBack<T> PullBack<T>(VectorField field, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PulledBack<T>.Of(
            (field, new SolveOptions { Lanes = lanes, RelativeTolerance = 1e-4 }, new Adjoint.Discrete()),
            new ProblemBatch<T>
            {
                Examples = 1,
                Y0 = Waves<T>(field.State),
                T0 = [0],
                T1 = [1],
                TimeOffsets = [0, 2],
                Times = [0.37, 1],
            },
            Waves<T>(field.Parameters),
            values => values);

    private static T[] Waves<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(1, count).Select(k => T.CreateChecked(Math.Sin(k)))];
}
