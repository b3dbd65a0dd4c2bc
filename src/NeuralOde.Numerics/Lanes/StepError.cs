using System.Numerics;

namespace NeuralOde.Numerics.Lanes;

/// <summary>The squared error ratio of every lane.</summary>
public static class StepError
{
    /// <summary>
    /// Writes Σ (h·Σⱼ eⱼ·kⱼ / (atol + rtol·max(|y|, |y1|)))² over the features in order; NaN where y1 is not finite.
    /// </summary>
    /// <param name="step">The steps, with their ends and tolerances.</param>
    /// <param name="weights">The error weights e; shape [stages].</param>
    /// <param name="destination">Receives the sums; shape [lanes].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into<T>(in StepView<T> step, ReadOnlySpan<T> weights, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(step.Y.Length, step.Y1.Length);
        Misuse.SameLength(step.Sizes.Length, destination.Length);
        Misuse.SameLength(step.Tolerances.Length, 2 * destination.Length);
        var y1 = step.Y1;
        var tolerances = step.Tolerances;
        var lanes = destination.Length;
        for (var lane = 0; lane < lanes; lane++)
        {
            var total = T.Zero;
            for (var i = lane; i < y1.Length; i += lanes)
            {
                var sum = weights[0] * step.Slopes[i];
                for (var j = 1; j < weights.Length; j++)
                {
                    sum = T.FusedMultiplyAdd(weights[j], step.Slopes[j * y1.Length + i], sum);
                }

                var size = T.Max(T.Abs(step.Y[i]), T.Abs(y1[i]));
                var scale = T.FusedMultiplyAdd(tolerances[lane], size, tolerances[lanes + lane]);
                var ratio = step.Sizes[lane] * sum / scale;
                total = T.FusedMultiplyAdd(ratio, ratio, total);

                // 0·y1 is NaN exactly where y1 is no number, which the division may have hidden.
                total = T.FusedMultiplyAdd(T.Zero, y1[i], total);
            }

            destination[lane] = total;
        }
    }
}
