using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>Cuts one row of sums that is many vectors wide into strips that registers hold.</summary>
internal static class Strips
{
    /// <summary>Carries out a strip that is so many vectors wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Across<TStart, TVector, T>(Strip<T> strip, int width)
        where TStart : struct, IStart
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var at = 0;
        for (; at + 4 <= width; at += 4) OneRow.Sum<TStart, Four<TVector, T>, TVector, T>(From(strip, at));
        for (; at + 2 <= width; at += 2) OneRow.Sum<TStart, Two<TVector, T>, TVector, T>(From(strip, at));
        if (at < width) OneRow.Sum<TStart, One<TVector, T>, TVector, T>(From(strip, at));

        static Strip<T> From(Strip<T> strip, int vector) => new(
            strip.Factors,
            strip.Vectors.From(vector * strip.Vectors.Apart),
            strip.Sums.From(vector * TVector.Count),
            strip.Count);
    }
}
