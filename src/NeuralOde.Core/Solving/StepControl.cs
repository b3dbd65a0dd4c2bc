using System.Numerics;
using NeuralOde.Numerics.Lanes;

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
        var (tile, steps) = (scope.Tile, scope.Tile.Steps);
        if (scope.IsControlled) scope.Stepping.Law!.Judge(steps);
        LaneBelow.Into(steps.Squares, 1, steps.Running, steps.Accepted);
        LaneConvert.Into<double, T>(steps.Accepted, tile.Mask);
    }
}
