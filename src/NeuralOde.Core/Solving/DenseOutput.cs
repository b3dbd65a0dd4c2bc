using System.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>The states between the ends of a step: y(t + θ·h) = y + h·Σ bᵢ(θ)·kᵢ.</summary>
internal static class DenseOutput
{
    /// <summary>
    /// Gives the values at the evaluation times of one lane that its accepted step has passed or met.
    /// </summary>
    internal static void Write<T>(in SolveScope<T> scope, in StepRows rows, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (begin, end) = (rows[StepRow.Begin, lane], rows[StepRow.End, lane]);
        var size = rows[StepRow.Size, lane];
        ref var place = ref scope.Tile.Lanes[lane];
        for (; place.NextTime < place.TimesEnd; place.NextTime++)
        {
            var time = scope.Batch.Times[place.NextTime];
            if ((time - end) * size > 0) break;
            var value = scope.Results.Value(place.NextTime);
            if (time == end) scope.Tile.Gather(scope.Tile.Y1, lane, value);
            else Interpolate(scope, lane, (time - begin) / size, value);
        }

        scope.Tile.Observe(scope.Batch, lane);
    }

    private static void Interpolate<T>(in SolveScope<T> scope, int lane, double theta, Span<T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, coefficients) = (scope.Tile, scope.Stepping.Coefficients);
        value.Clear();
        for (var stage = 0; stage < coefficients.Stages; stage++)
        {
            var weight = coefficients.Dense(stage, theta);
            var slope = tile.Slope(stage);
            for (var f = 0; f < value.Length; f++)
            {
                value[f] = T.FusedMultiplyAdd(weight, slope[f * tile.Lanes.Length + lane], value[f]);
            }
        }

        for (var f = 0; f < value.Length; f++)
        {
            value[f] = T.FusedMultiplyAdd(tile.Sizes[lane], value[f], tile.Y[f * tile.Lanes.Length + lane]);
        }
    }
}
