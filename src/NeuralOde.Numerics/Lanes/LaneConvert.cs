using System.Numerics;
using System.Numerics.Tensors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>Numbers of lanes in another type: times and errors are double, states may be float.</summary>
public static class LaneConvert
{
    /// <summary>Writes each number rounded to the nearest of the other type.</summary>
    /// <param name="source">The numbers; shape [lanes].</param>
    /// <param name="destination">
    /// Receives them; shape [lanes]; of the same type it may be the source itself.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Into<TFrom, TTo>(TFrom[] source, TTo[] destination)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        if (ReferenceEquals(source, destination)) return;
        Misuse.SameLength(source.Length, destination.Length);
        TensorPrimitives.ConvertTruncating<TFrom, TTo>(source, destination);
    }
}
