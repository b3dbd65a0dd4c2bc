using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NeuralOde.Numerics.Lanes;

/// <summary>Which lanes want a look behind their step.</summary>
/// <remarks>
/// No kernel of <see cref="Vectors.IVector{TSelf, T}"/>: those write a vector for a vector, and here a list comes of
/// a few bits. Vectors only pass over the many lanes that want nothing; any width finds the same.
/// </remarks>
public static class StepLook
{
    /// <summary>Writes the lanes whose row of looks is not 0, in order.</summary>
    /// <param name="looks">The row; shape [lanes].</param>
    /// <param name="destination">Receives the lanes; as long as the row.</param>
    /// <returns>The number of lanes written.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static int Seek(ReadOnlySpan<double> looks, Span<int> destination)
    {
        Misuse.SameLength(looks.Length, destination.Length);
        var (found, lane) = (0, 0);
        foreach (var some in MemoryMarshal.Cast<double, Vector512<double>>(looks))
        {
            var wanted = ~Vector512.Equals(some, Vector512<double>.Zero).ExtractMostSignificantBits() & 0xFF;
            for (; wanted != 0; wanted &= wanted - 1)
            {
                destination[found++] = lane + BitOperations.TrailingZeroCount(wanted);
            }

            lane += Vector512<double>.Count;
        }

        for (; lane < looks.Length; lane++)
        {
            if (looks[lane] != 0) destination[found++] = lane;
        }

        return found;
    }
}
