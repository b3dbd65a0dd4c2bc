using System.Numerics;

namespace NeuralOde.Numerics.Lanes;

/// <summary>y + h·Σⱼ wⱼ·kⱼ in every lane.</summary>
public static class StepSum
{
    /// <summary>Writes y + h·Σⱼ wⱼ·kⱼ; the sum goes over j in order, each term fused.</summary>
    /// <param name="step">The states, slopes and sizes.</param>
    /// <param name="weights">Weights of the first slopes; shape [any number up to stages], one or more.</param>
    /// <param name="destination">Receives the states; shape [features, lanes]; may be the y of the step.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into<T>(in StepView<T> step, ReadOnlySpan<T> weights, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(step.Y.Length, destination.Length);
        var lanes = step.Sizes.Length;
        for (var i = 0; i < destination.Length; i++)
        {
            var sum = weights[0] * step.Slopes[i];
            for (var j = 1; j < weights.Length; j++)
            {
                sum = T.FusedMultiplyAdd(weights[j], step.Slopes[j * destination.Length + i], sum);
            }

            destination[i] = T.FusedMultiplyAdd(step.Sizes[i % lanes], sum, step.Y[i]);
        }
    }
}
