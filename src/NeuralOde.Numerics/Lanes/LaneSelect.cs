using System.Numerics;

namespace NeuralOde.Numerics.Lanes;

/// <summary>A copy into some lanes only.</summary>
public static class LaneSelect
{
    /// <summary>Copies all features of the lanes whose mask is not 0; the others keep theirs.</summary>
    /// <param name="mask">0 or 1 of each lane; shape [lanes].</param>
    /// <param name="source">What is copied; shape [features, lanes].</param>
    /// <param name="destination">Receives it; shape [features, lanes]; must not overlap the source.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into<T>(ReadOnlySpan<T> mask, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(source.Length, destination.Length);
        for (var i = 0; i < destination.Length; i++)
        {
            if (mask[i % mask.Length] != T.Zero) destination[i] = source[i];
        }
    }
}
