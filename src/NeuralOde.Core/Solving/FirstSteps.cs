using System.Numerics;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>The size of every first step, from the state, its slope, and a probe of the next slope.</summary>
/// <remarks>Source: Hairer, Nørsett, Wanner, Solving ODEs I, 2nd ed., II.4, "Starting step size".</remarks>
internal static class FirstSteps
{
    private const double Cautious = 1e-6;
    private const double NoSize = 1e-5;
    private const double NoCurve = 1e-15;

    /// <summary>
    /// Finds the sizes of the examples first … first + count − 1, whose first slopes are known.
    /// </summary>
    internal static void Find<T>(in SolveScope<T> scope, int first, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, results) = (scope.Tile, scope.Results);
        var state = tile.Starts.State.AsSpan(0, count);
        var slope = tile.Starts.Slope.AsSpan(0, count);
        var curve = tile.Starts.Curve.AsSpan(0, count);
        for (var lane = 0; lane < count; lane++)
        {
            state[lane] = MeanSquare(scope, first + lane, scope.Y0(first + lane));
            slope[lane] = MeanSquare(scope, first + lane, results.FirstSlope(first + lane));
        }

        if (scope.Stepping.IsJoint) Share(state);
        if (scope.Stepping.IsJoint) Share(slope);
        for (var lane = 0; lane < count; lane++)
        {
            results.FirstSteps[first + lane] =
                Math.Min(
                    Guess(Math.Sqrt(state[lane]), Math.Sqrt(slope[lane])), scope.LargestStep(first + lane));
            PlaceProbe(scope, first + lane, lane);
        }

        tile.Plan.Run(tile.Memory);
        for (var lane = 0; lane < count; lane++) curve[lane] = ReadProbe(scope, first + lane, lane);
        if (scope.Stepping.IsJoint) Share(curve);
        for (var lane = 0; lane < count; lane++)
        {
            var guess = results.FirstSteps[first + lane];
            var size = Refined(
                guess, Math.Sqrt(Math.Max(slope[lane], curve[lane])), scope.Stepping.Coefficients.Order);
            results.FirstSteps[first + lane] = Math.Min(
                Math.Max(size, scope.SmallestStep(first + lane)), scope.LargestStep(first + lane));
        }
    }

    private static double Guess(double state, double slope) =>
        state < NoSize || slope < NoSize ? Cautious : 0.01 * state / slope;

    private static double Refined(double guess, double curve, int order) => Math.Min(
        100 * guess,
        curve > NoCurve
            ? Elementwise.Power(0.01 / curve, 1.0 / (order + 1))
            : Math.Max(Cautious, guess * 1e-3));

    private static void PlaceProbe<T>(in SolveScope<T> scope, int example, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        var h = Math.CopySign(
            scope.Results.FirstSteps[example], scope.Batch.T1[example] - scope.Batch.T0[example]);
        var y0 = scope.Y0(example);
        var slope = scope.Results.FirstSlope(example);
        for (var f = 0; f < y0.Length; f++)
        {
            tile.Column[f] = T.FusedMultiplyAdd(T.CreateTruncating(h), slope[f], y0[f]);
        }

        tile.Scatter(tile.Column, tile.Memory.Input(1), lane);
        tile.Memory.Input(0)[lane] = scope.FirstTime(example, h);
    }

    private static double ReadProbe<T>(in SolveScope<T> scope, int example, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        tile.Gather(tile.Memory.Output(0), lane, tile.Column);
        var slope = scope.Results.FirstSlope(example);
        for (var f = 0; f < slope.Length; f++) tile.Column[f] -= slope[f];
        if (!scope.IsZeroLength(example)) scope.Results.FirstNfe[example]++;
        var h = scope.Results.FirstSteps[example];
        return MeanSquare(scope, example, tile.Column) / (h * h);
    }

    private static double MeanSquare<T>(in SolveScope<T> scope, int example, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (relative, absolute) = scope.Tolerances(example);
        var y0 = scope.Y0(example);
        var sum = 0.0;
        for (var f = 0; f < values.Length; f++)
        {
            var scale = absolute + relative * Math.Abs(double.CreateTruncating(y0[f]));
            var ratio = double.CreateTruncating(values[f]) / scale;
            sum += ratio * ratio;
        }

        return sum / values.Length;
    }

    private static void Share(Span<double> squares)
    {
        var sum = 0.0;
        foreach (var square in squares) sum += square;
        squares.Fill(sum / squares.Length);
    }
}
