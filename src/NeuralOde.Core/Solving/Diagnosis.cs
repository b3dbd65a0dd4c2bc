using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>Why a lane failed, found out after it did.</summary>
internal static class Diagnosis
{
    /// <summary>The first feature that is NaN or infinite, or −1.</summary>
    internal static int NotFinite<T>(ReadOnlySpan<T> features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var f = 0; f < features.Length; f++)
        {
            if (!T.IsFinite(features[f])) return f;
        }

        return -1;
    }

    /// <summary>The first feature that is no number, or else the one with the largest error ratio.</summary>
    internal static int WorstComponent<T>(in SolveScope<T> scope, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        var error = scope.Stepping.Coefficients.Error;
        var lanes = tile.Lanes.Length;
        var (worst, largest) = (0, T.Zero);
        for (var f = 0; f < scope.Stepping.Field.State; f++)
        {
            var at = f * lanes + lane;
            var sum = T.Zero;
            for (var i = 0; i < error.Length; i++) sum += error[i] * tile.Slope(i)[at];
            var scale = tile.Tolerances[lane] * T.Max(T.Abs(tile.Y[at]), T.Abs(tile.Y1[at]))
                + tile.Tolerances[lanes + lane];
            var ratio = T.Abs(sum / scale);
            if (!T.IsFinite(tile.Y1[at]) || !T.IsFinite(ratio)) return f;
            if (ratio > largest) (worst, largest) = (f, ratio);
        }

        return worst;
    }

    /// <summary>
    /// |h|·‖kₛ − kₛ₋₁‖ / ‖Yₛ − Yₛ₋₁‖ where both stages stand at the end of the step, else 0.
    /// </summary>
    /// <remarks>Source: Hairer, Wanner, Solving ODEs II, 2nd ed., IV.2 (2.21).</remarks>
    internal static double Stiffness<T>(in SolveScope<T> scope, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, coefficients) = (scope.Tile, scope.Stepping.Coefficients);
        var last = coefficients.Stages - 1;
        if (!coefficients.IsFsal || coefficients.C(last - 1) != 1) return 0;
        var (slopes, states) = (0.0, 0.0);
        for (var f = 0; f < scope.Stepping.Field.State; f++)
        {
            var at = f * tile.Lanes.Length + lane;
            var state = T.Zero;
            for (var j = 0; j < last; j++)
            {
                var weight = coefficients.A(last)[j] - (j < last - 1 ? coefficients.A(last - 1)[j] : T.Zero);
                state += weight * tile.Slope(j)[at];
            }

            var slope = double.CreateTruncating(tile.Slope(last)[at] - tile.Slope(last - 1)[at]);
            slopes += slope * slope;
            states += double.CreateTruncating(state * state);
        }

        // The difference of the states has the factor h, which cancels the one of h·λ.
        return states > 0 && double.IsFinite(slopes) ? Math.Sqrt(slopes / states) : 0;
    }
}
