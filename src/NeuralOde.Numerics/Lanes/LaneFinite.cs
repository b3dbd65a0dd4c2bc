using System.Numerics;

namespace NeuralOde.Numerics.Lanes;

/// <summary>Whether all features of a lane are numbers.</summary>
public static class LaneFinite
{
    /// <summary>Writes 0 for lanes with finite features only, NaN for the others.</summary>
    /// <param name="source">The features; shape [features, lanes].</param>
    /// <param name="destination">Receives 0 or NaN; shape [lanes].</param>
    public static void Into<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        destination.Clear();
        for (var i = 0; i < source.Length; i++)
        {
            var lane = i % destination.Length;
            destination[lane] = T.FusedMultiplyAdd(T.Zero, source[i], destination[lane]);
        }
    }
}
