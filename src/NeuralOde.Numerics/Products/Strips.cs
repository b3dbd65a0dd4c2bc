using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>Cuts what is many vectors wide into strips that registers hold.</summary>
internal static class Strips
{
    /// <summary>Carries out a strip that is so many vectors wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Across<TRows, TStart, TVector, T>(Strip<T> strip, int width)
        where TRows : struct, IRows
        where TStart : struct, IStart
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var at = 0;
        if (TRows.Vectors == 4)
        {
            for (; at + 4 <= width; at += 4)
            {
                TRows.Sum<TStart, Four<TVector, T>, TVector, T>(strip.From<TVector>(at));
            }
        }
        else if (width % 2 == 1 && width > 1)
        {
            // One vector alone would wait for its own multiply-adds.
            TRows.Sum<TStart, Three<TVector, T>, TVector, T>(strip);
            at = 3;
        }

        for (; at + 2 <= width; at += 2) TRows.Sum<TStart, Two<TVector, T>, TVector, T>(strip.From<TVector>(at));
        if (at < width) TRows.Sum<TStart, One<TVector, T>, TVector, T>(strip.From<TVector>(at));
    }
}
