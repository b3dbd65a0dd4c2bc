using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NeuralOde.Numerics.Lanes;

/// <summary>Numbers of lanes in another type: times and errors are double, states may be float.</summary>
public static class LaneConvert
{
    /// <summary>Writes each number rounded to the nearest of the other type; the same place stays as it is.</summary>
    /// <param name="source">The numbers; shape [lanes].</param>
    /// <param name="destination">Receives them; shape [lanes].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Into<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> destination)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        Misuse.SameLength(source.Length, destination.Length);
        if (typeof(TFrom) != typeof(TTo)) TensorPrimitives.ConvertTruncating(source, destination);
        else if (MemoryMarshal.Cast<TFrom, TTo>(source) is var same && same != destination) same.CopyTo(destination);
    }
}
