using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>Functions made of comparisons.</summary>
internal static class Comparison
{
    /// <summary>−1 or 1; x itself where it is 0, −0 or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sign<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var zero = TVector.Create(0.0);
        var negative = TVector.Select(x < zero, TVector.Create(-1.0), x);
        return TVector.Select(x > zero, TVector.Create(1.0), negative);
    }

    /// <summary>The smaller; NaN if either is NaN, y if they are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Minimum<TVector, T>(TVector x, TVector y)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TVector.Select(TVector.Equal(x, x), TVector.Select(x < y, x, y), x);

    /// <summary>The larger; NaN if either is NaN, y if they are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Maximum<TVector, T>(TVector x, TVector y)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TVector.Select(TVector.Equal(x, x), TVector.Select(x > y, x, y), x);
}
