using System.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>
/// The slopes of a step in all lanes, the states in which the steps end, and how large their errors are.
/// </summary>
internal static class StepSlopes
{
    /// <summary>
    /// Evaluates all stages; the first one only where the method did not keep it from the step before.
    /// </summary>
    internal static void Evaluate<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, coefficients) = (scope.Tile, scope.Stepping.Coefficients);
        if (coefficients.IsFsal && scope.Stepping.Jumps.Any) RenewStale(scope);
        for (var stage = 0; stage < coefficients.Stages && scope.Stepping.SeesTime; stage++)
        {
            FindTimes(scope, coefficients.C(stage), tile.StageTimes(stage));
        }

        tile.Run();
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
        tile.Y.CopyTo(tile.Memory.Input(1));
        if (scope.Stepping.SeesTime) FindTimes(scope, 0, tile.Memory.Input(0));
        tile.Plan.Run(tile.Memory);
        LaneSelect.Into(tile.Mask, tile.Memory.Output(0), tile.Slope(0));
        tile.KeepFirst();
    }

    private static void FindTimes<T>(in SolveScope<T> scope, double c, Span<T> times)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var steps = scope.Tile.Steps;
        StageTime.Into(scope.Stepping.Jumps, steps.Begins, steps.Sizes, c, times);
    }
}
