using System.Numerics;
using NeuralOde.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>The size of every first step, from the state, its slope, and a probe of the next slope.</summary>
/// <remarks>Source: Hairer, Nørsett, Wanner, Solving ODEs I, 2nd ed., II.4, "Starting step size".</remarks>
internal static class FirstSteps
{
    private const double Cautious = 1e-6;
    private const double NoSize = 1e-5;
    private const double NoCurve = 1e-15;
    private const double LogOfPart = -6.643856189774724; // log₂ 0.01

    /// <summary>
    /// Finds the sizes of the examples first … first + count − 1, which stand in the lanes from the first on
    /// with their slopes.
    /// </summary>
    internal static void Find<T>(in SolveScope<T> scope, int first, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, starts) = (scope.Tile, scope.Tile.Starts);
        MeanSquare(scope, tile.Y, starts.State.AsSpan(0, count));
        MeanSquare(scope, tile.Slope(0), starts.Slope.AsSpan(0, count));
        Guess(scope, first, count);
        Probe(scope);
        MeanSquare(scope, tile.Memory.Input(1), starts.Curve.AsSpan(0, count));
        Refine(scope, first, count);
    }

    /// <summary>A size by which y changes little, as if its slope stayed.</summary>
    private static void Guess<T>(in SolveScope<T> scope, int first, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, starts) = (scope.Tile, scope.Tile.Starts);
        var states = starts.State.AsSpan(0, count);
        var slopes = starts.Slope.AsSpan(0, count);
        var guesses = scope.Results.FirstSteps.Slice(first, count);
        var sizes = tile.Sizes[..count];
        for (var lane = 0; lane < sizes.Length; lane++)
        {
            var example = first + lane;
            var (state, slope) = (Math.Sqrt(states[lane]), Math.Sqrt(slopes[lane]));
            var size = Math.Min(
                state < NoSize || slope < NoSize ? Cautious : 0.01 * state / slope, scope.LargestStep(example));
            var h = Math.CopySign(size, scope.Batch.T1[example] - scope.Batch.T0[example]);
            (guesses[lane], sizes[lane]) = (size, T.CreateTruncating(h));
            if (scope.Stepping.SeesTime) tile.Memory.Input(0)[lane] = scope.FirstTime(example, h);
        }

        FirstSlopes.CountOne(scope, first, count);
    }

    /// <summary>Leaves f(t0 + h, y0 + h·f0) − f0 of all lanes where the field read its state.</summary>
    private static void Probe<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, lanes) = (scope.Tile, scope.Tile.Lanes.Length);
        StepSum.Into(tile.View, [T.One], tile.Memory.Input(1));
        tile.Plan.Run(tile.Memory);
        Operand<T> slope = new(tile.Memory.Output(0), lanes, isShared: false);
        Elementwise.Subtract(slope, new(tile.Slope(0), lanes, isShared: false), lanes, tile.Memory.Input(1));
    }

    /// <summary>
    /// The size for which the first neglected derivative would make an error of 1 % of the tolerance: a root, by
    /// the logarithms and exponentials of the controller.
    /// </summary>
    private static void Refine<T>(in SolveScope<T> scope, int first, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var starts = scope.Tile.Starts;
        var slopes = starts.Slope.AsSpan(0, count);
        var curves = starts.Curve.AsSpan(0, count);
        var rows = scope.Tile.Steps.Rows;
        var squares = rows[StepRow.Square][..count];
        var sizes = scope.Results.FirstSteps.Slice(first, count);
        for (var lane = 0; lane < sizes.Length; lane++)
        {
            squares[lane] = Math.Max(slopes[lane], curves[lane] / (sizes[lane] * sizes[lane]));
        }

        StepLog.Into(rows);
        var order = scope.Stepping.Coefficients.Order;
        var logs = rows[StepRow.Log][..count];
        var roots = rows[StepRow.Factor][..count];
        for (var lane = 0; lane < count; lane++) roots[lane] = (LogOfPart - logs[lane] / 2) / (order + 1);
        StepFactor.Exp2(rows);
        for (var lane = 0; lane < count; lane++)
        {
            var guess = sizes[lane];
            var root = squares[lane] > NoCurve * NoCurve ? roots[lane] : Math.Max(Cautious, guess * 1e-3);
            var size = Math.Max(Math.Min(100 * guess, root), scope.SmallestStep(first + lane));
            sizes[lane] = Math.Min(size, scope.LargestStep(first + lane));
        }
    }

    /// <summary>The mean squares of all features beside the tolerance, of joint lanes their mean.</summary>
    private static void MeanSquare<T>(in SolveScope<T> scope, ReadOnlySpan<T> features, Span<double> squares)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        ScaledSquare.Into(features, tile.Y, tile.Tolerances, tile.Starts.Squares);
        for (var lane = 0; lane < squares.Length; lane++)
        {
            squares[lane] = double.CreateTruncating(tile.Starts.Squares[lane]);
        }

        if (!scope.Stepping.IsJoint) return;
        var sum = 0.0;
        foreach (var square in squares) sum += square;
        squares.Fill(sum / squares.Length);
    }
}
