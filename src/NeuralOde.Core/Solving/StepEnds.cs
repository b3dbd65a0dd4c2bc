using System.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>Where the step of each lane ends.</summary>
/// <remarks>
/// A step is its begin and its end; h is their difference, so that the same ends always give the same step.
/// It ends exactly on t1 and on each of StepTimes: a step that would leave a rest of less than 1 % of its
/// size is stretched over it, and one that would leave less than its own size takes half of the way. Fixed
/// steps keep their size and are stretched over rounding only.
/// </remarks>
internal static class StepEnds
{
    private const double Stretch = 1.01;
    private const double StretchOfFixed = 1 + 1e-6;

    /// <summary>Chooses the ends, and gives the kernels the sizes.</summary>
    internal static void Choose<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var steps = scope.Tile.Steps;
        if (scope.IsFrozen) TakeFrozen(scope);
        else if (scope.Tile.Control is { } control) control.Choose(steps.Rows, scope.Tile.Taken);
        else StepEnd.Into(steps.Rows, new(double.PositiveInfinity, StretchOfFixed, Halve: 0));
        LaneConvert.Into(steps.Sizes, scope.Tile.Sizes);
    }

    /// <summary>How far steps whose size follows the error may reach.</summary>
    internal static EndBounds Bounds(SolveOptions options) => new(options.MaximumStep, Stretch, Halve: 2);

    private static void TakeFrozen<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var steps = scope.Tile.Steps;
        for (var lane = 0; lane < scope.Tile.Lanes.Length; lane++)
        {
            ref readonly var place = ref scope.Tile.Lanes[lane];
            steps.Begins[lane] = steps.Times[lane];
            steps.Ends[lane] = place.IsRunning ? scope.Batch.StepEnds[place.NextFrozen] : steps.Times[lane];
            steps.Sizes[lane] = steps.Ends[lane] - steps.Begins[lane];
        }
    }
}
