using System.Numerics;

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
        var (tile, lanes) = (scope.Tile, scope.Tile.Lanes);
        var isAdaptive = scope.Stepping.Law is not null;
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            ref var place = ref lanes[lane];
            if (!place.IsRunning) continue;
            if (scope.IsFrozen) place.End = scope.Batch.StepEnds[place.NextFrozen];
            else place.End = isAdaptive ? Adaptive(scope, place) : Fixed(place);
            place.LastSize = place.Size;
            (tile.Begins[lane], tile.Spans[lane]) = (place.Time, place.Size);
            tile.Sizes[lane] = T.CreateTruncating(place.Size);
        }
    }

    private static double Adaptive<T>(in SolveScope<T> scope, in LaneWorkspace place)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rest = place.Landing - place.Time;
        var h = Math.Min(Math.Abs(place.Wanted), scope.Stepping.Options.MaximumStep);
        if (Math.Abs(rest) <= Stretch * h) return place.Landing;
        return place.Time + (Math.Abs(rest) < 2 * h ? rest / 2 : Math.CopySign(h, rest));
    }

    private static double Fixed(in LaneWorkspace place)
    {
        var rest = place.Landing - place.Time;
        return Math.Abs(rest) <= StretchOfFixed * Math.Abs(place.Wanted)
            ? place.Landing
            : place.Time + place.Wanted;
    }
}
