using System.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>Whether each lane's step is accepted, and where the lane goes on with which size.</summary>
internal static class StepControl
{
    /// <summary>
    /// Judges all lanes and moves them on; a step without error control is accepted when its end is a number.
    /// </summary>
    internal static void Judge<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, steps) = (scope.Tile, scope.Tile.Steps);
        if (scope.IsControlled) tile.Control!.Judge(steps.Rows, tile.Taken);
        else StepMove.Into(steps.Rows, isControlled: false, looksAtAll: scope.RecordsSteps || scope.IsFrozen);
        LaneConvert.Into(steps.Accepted, tile.Mask);
    }
}
