using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>As many rows of numbers as a vector holds, each as long as a vector.</summary>
internal static class Square
{
    /// <summary>
    /// Writes the columns of a square as rows. Rows are taken apart into pieces of 128 bits; a vector is loaded of
    /// the pieces of rows that stand as far apart as a piece has numbers, so that the rest happens inside of pieces.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Turn<TVector, T>(ref T from, int fromStride, ref T to, int toStride)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (TVector.Count == 1) to = from;
        else if (typeof(T) == typeof(float)) TurnFours<TVector, T>(ref from, fromStride, ref to, toStride);
        else TurnTwos<TVector, T>(ref from, fromStride, ref to, toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnTwos<TVector, T>(ref T from, int fromStride, ref T to, int toStride)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var column = 0; column < TVector.Count; column += 2)
        {
            var a = TVector.LoadPieces(in from, column, 2 * fromStride);
            var b = TVector.LoadPieces(in from, column + fromStride, 2 * fromStride);
            TVector.Store(TVector.JoinLow(a, b), ref to, column * toStride);
            TVector.Store(TVector.JoinHigh(a, b), ref to, (column + 1) * toStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnFours<TVector, T>(ref T from, int fromStride, ref T to, int toStride)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var column = 0; column < TVector.Count; column += 4)
        {
            var a = TVector.LoadPieces(in from, column, 4 * fromStride);
            var b = TVector.LoadPieces(in from, column + fromStride, 4 * fromStride);
            var c = TVector.LoadPieces(in from, column + 2 * fromStride, 4 * fromStride);
            var d = TVector.LoadPieces(in from, column + 3 * fromStride, 4 * fromStride);
            var (lowAB, highAB) = (TVector.MergeLow(a, b), TVector.MergeHigh(a, b));
            var (lowCD, highCD) = (TVector.MergeLow(c, d), TVector.MergeHigh(c, d));
            TVector.Store(TVector.JoinLow(lowAB, lowCD), ref to, column * toStride);
            TVector.Store(TVector.JoinHigh(lowAB, lowCD), ref to, (column + 1) * toStride);
            TVector.Store(TVector.JoinLow(highAB, highCD), ref to, (column + 2) * toStride);
            TVector.Store(TVector.JoinHigh(highAB, highCD), ref to, (column + 3) * toStride);
        }
    }
}
