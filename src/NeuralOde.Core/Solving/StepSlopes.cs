using System.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>The slopes of a step in all lanes, and the states in which the steps end.</summary>
/// <remarks>
/// kᵢ = f(t + cᵢ·h, y + h·Σⱼ aᵢⱼ·kⱼ), y1 = y + h·Σ bᵢ·kᵢ. Source: Hairer, Nørsett, Wanner, II.1 (1.8).
/// </remarks>
internal static class StepSlopes
{
    /// <summary>
    /// Evaluates all stages; the first one only where the method did not keep it from the step before.
    /// </summary>
    internal static void Evaluate<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, coefficients) = (scope.Tile, scope.Stepping.Coefficients);
        if (!coefficients.IsFsal) EvaluateFirst(scope, tile.Slope(0));
        else if (scope.Stepping.Jumps.Any) RenewStale(scope);

        for (var stage = 1; stage < coefficients.Stages; stage++)
        {
            StepSum.Into(tile.View, coefficients.A(stage), tile.Memory.Input(1));
            EvaluateSlope(scope, coefficients.C(stage), tile.Slope(stage));
        }

        if (!coefficients.IsFsal) StepSum.Into(tile.View, coefficients.B, tile.Y1);
    }

    /// <summary>
    /// Where the field jumps at the begin of a step, the kept slope is that of the other side.
    /// </summary>
    private static void RenewStale<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        var isAnyStale = false;
        for (var lane = 0; lane < tile.Lanes.Length; lane++)
        {
            ref var place = ref tile.Lanes[lane];
            isAnyStale |= place.IsSlopeStale;
            tile.Mask[lane] = place.IsSlopeStale ? T.One : T.Zero;
            if (place.IsSlopeStale) place.ExtraNfe++;
            place.IsSlopeStale = false;
        }

        if (!isAnyStale) return;
        EvaluateFirst(scope, tile.Y1);
        LaneSelect.Into(tile.Mask, tile.Y1, tile.Slope(0));
    }

    private static void EvaluateFirst<T>(in SolveScope<T> scope, Span<T> slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        scope.Tile.Y.CopyTo(scope.Tile.Memory.Input(1));
        EvaluateSlope(scope, 0, slope);
    }

    private static void EvaluateSlope<T>(in SolveScope<T> scope, double c, Span<T> slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        if (scope.Stepping.SeesTime)
        {
            StageTime.Into(scope.Stepping.Jumps, tile.Steps.Begins, tile.Steps.Sizes, c, tile.Memory.Input(0));
        }

        tile.Plan.Run(tile.Memory);
        tile.Memory.Output(0).CopyTo(slope);
    }
}
