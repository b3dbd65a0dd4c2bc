using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>Whether each lane's step is accepted, and the factor of its next size.</summary>
internal static class StepControl
{
    /// <summary>
    /// Judges all lanes; a step without error control is accepted when its end is a number.
    /// </summary>
    internal static void Judge<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        if (scope.IsControlled)
        {
            scope.Stepping.Law!.Judge(tile.Squares, tile.History, tile.Factors);
            for (var lane = 0; lane < tile.Mask.Length; lane++)
            {
                tile.Mask[lane] = tile.Lanes[lane].IsRunning && tile.Squares[lane] < 1 ? T.One : T.Zero;
            }

            return;
        }

        for (var lane = 0; lane < tile.Mask.Length; lane++)
        {
            tile.Factors[lane] = 1;
            tile.Mask[lane] = tile.Lanes[lane].IsRunning && tile.Sums[lane] == T.Zero ? T.One : T.Zero;
        }
    }
}
