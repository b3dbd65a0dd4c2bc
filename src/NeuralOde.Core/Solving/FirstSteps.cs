using System.Numerics;
using NeuralOde.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>The size of every first step, as <see cref="StepStart"/> finds it.</summary>
internal static class FirstSteps
{
    /// <summary>
    /// Finds the sizes of the examples first … first + count − 1, which stand in the lanes from the first on
    /// with their slopes.
    /// </summary>
    internal static void Find<T>(in SolveScope<T> scope, int first, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, bounds) = (scope.Tile, scope.Stepping.StartBounds);
        var rows = tile.Steps.Rows;
        scope.Batch.T0.Slice(first, count).CopyTo(rows[StepRow.Begin]);
        scope.Batch.T1.Slice(first, count).CopyTo(rows[StepRow.End]);
        MeanSquare(scope, tile.Y, rows[StepRow.SquareOfState], count);
        MeanSquare(scope, tile.Slope(0), rows[StepRow.SquareOfSlope], count);
        StepStart.Guess(rows, bounds);
        Probe(scope, first, count);
        MeanSquare(scope, tile.Memory.Input(1), rows[StepRow.SquareOfCurve], count);
        StepStart.Refine(rows, bounds, scope.Stepping.Coefficients.Order);
        rows[StepRow.Wanted][..count].CopyTo(scope.Results.FirstSteps[first..]);
    }

    /// <summary>Leaves f(t0 + h, y0 + h·f0) − f0 of all lanes where the field read its state.</summary>
    private static void Probe<T>(in SolveScope<T> scope, int first, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, lanes) = (scope.Tile, scope.Tile.Lanes.Length);
        var sizes = tile.Steps.Sizes;
        LaneConvert.Into<double, T>(sizes, tile.Sizes);
        for (var lane = 0; lane < count && scope.Stepping.SeesTime; lane++)
        {
            tile.Memory.Input(0)[lane] = scope.FirstTime(first + lane, sizes[lane]);
        }

        FirstSlopes.CountOne(scope, first, count);
        StepSum.Into(tile.View, [T.One], tile.Memory.Input(1));
        tile.Plan.Run(tile.Memory);
        Operand<T> slope = new(tile.Memory.Output(0), lanes, isShared: false);
        Elementwise.Subtract(slope, new(tile.Slope(0), lanes, isShared: false), lanes, tile.Memory.Input(1));
    }

    /// <summary>The mean squares of all features beside the tolerance, of joint lanes their mean.</summary>
    private static void MeanSquare<T>(
        in SolveScope<T> scope, ReadOnlySpan<T> features, Span<double> squares, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        ScaledSquare.Into(features, tile.Y, tile.Tolerances, tile.Squares);
        LaneConvert.Into<T, double>(tile.Squares, squares);
        if (!scope.Stepping.IsJoint) return;
        var sum = 0.0;
        foreach (var square in squares[..count]) sum += square;
        squares.Fill(sum / count);
    }
}
