using System.Numerics;
using NeuralOde.Cli.Bench.Kernels;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench.Kernels;

public sealed class FieldTileTests
{
    private const int Lanes = 32;

    [Fact]
    public void A_traced_field_gives_what_the_loop_written_by_hand_gives()
    {
        Check(FieldsBench.VanDerPol, HandWritten.VanDerPol, HandWritten.VanDerPol);
        Check(FieldsBench.Lorenz, HandWritten.Lorenz, HandWritten.Lorenz);
        Check(FieldsBench.Reactions, HandWritten.Reactions, HandWritten.Reactions);
    }

    private static void Check(VectorField field, HandWritten.Loop<float> singles, HandWritten.Loop<double> doubles)
    {
        Check(field, singles, 1e-5);
        Check(field, doubles, 1e-14);
    }

    /// <summary>A few roundings apart: one may use fused multiply-adds where the other does not.</summary>
    private static void Check<T>(VectorField field, HandWritten.Loop<T> loop, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = new FieldTile<T>(field, Lanes, new Seed(1));

        tile.Evaluate();
        tile.Evaluate(loop);

        Assert.All(
            tile.ByPlan.ToArray().Zip(tile.ByHand.ToArray()),
            pair => Assert.Equal(double.CreateChecked(pair.First), double.CreateChecked(pair.Second), tolerance));
        Assert.Contains(tile.ByHand.ToArray(), slope => slope != T.Zero);
    }
}
