using System.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>How large the error of each lane's step is beside its tolerance, squared.</summary>
/// <remarks>
/// The root mean square over the features of error / (atol + rtol·max(|y0|, |y1|)), summed
/// in T and in the order of the features, so that it does not depend on company. Source:
/// Hairer, Nørsett, Wanner, II.4 (4.11).
/// </remarks>
internal static class ErrorRatio
{
    /// <summary>
    /// Measures it; without error control, or with frozen steps, only whether the state is a number: 0 or NaN.
    /// </summary>
    internal static void Measure<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        if (!scope.IsControlled) LaneFinite.Into(tile.Y1, tile.Squares);
        LaneConvert.Into(tile.Squares, tile.Steps.Squares);
        if (scope.IsControlled && scope.Stepping.IsJoint) Share(tile);
    }

    /// <summary>Gives all lanes the mean of those that run, in the order of the lanes.</summary>
    private static void Share<T>(TileWorkspace<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = 0.0;
        for (var lane = 0; lane < tile.Lanes.Length; lane++)
        {
            if (tile.Lanes[lane].IsRunning) sum += tile.Steps.Squares[lane];
        }

        tile.Steps.Squares.Fill(sum / tile.Occupied);
    }
}
