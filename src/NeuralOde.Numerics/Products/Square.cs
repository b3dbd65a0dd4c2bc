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
    public static void Turn<TVector, T>(ref T from, nint fromStride, ref T to, nint toStride)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (TVector.Count == 1) to = from;
        else if (typeof(T) == typeof(float)) TurnFours<TVector, T>(ref from, fromStride, ref to, toStride);
        else TurnTwos<TVector, T>(ref from, fromStride, ref to, toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnTwos<TVector, T>(ref T from, nint fromStride, ref T to, nint toStride)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var next = ref Unsafe.Add(ref from, fromStride);
        for (var column = 0; column < TVector.Count; column += 2)
        {
            var a = TVector.LoadPieces(in from, 0, 2 * fromStride);
            var b = TVector.LoadPieces(in next, 0, 2 * fromStride);
            TVector.Store(TVector.JoinLow(a, b), ref to, 0);
            TVector.Store(TVector.JoinHigh(a, b), ref to, toStride);
            from = ref Unsafe.Add(ref from, 2);
            next = ref Unsafe.Add(ref next, 2);
            to = ref Unsafe.Add(ref to, 2 * toStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnFours<TVector, T>(ref T from, nint fromStride, ref T to, nint toStride)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var second = ref Unsafe.Add(ref from, fromStride);
        ref var third = ref Unsafe.Add(ref from, 2 * fromStride);
        ref var fourth = ref Unsafe.Add(ref from, 3 * fromStride);
        for (var column = 0; column < TVector.Count; column += 4)
        {
            var a = TVector.LoadPieces(in from, 0, 4 * fromStride);
            var b = TVector.LoadPieces(in second, 0, 4 * fromStride);
            var c = TVector.LoadPieces(in third, 0, 4 * fromStride);
            var d = TVector.LoadPieces(in fourth, 0, 4 * fromStride);
            var (lowAB, highAB) = (TVector.MergeLow(a, b), TVector.MergeHigh(a, b));
            var (lowCD, highCD) = (TVector.MergeLow(c, d), TVector.MergeHigh(c, d));
            TVector.Store(TVector.JoinLow(lowAB, lowCD), ref to, 0);
            TVector.Store(TVector.JoinHigh(lowAB, lowCD), ref to, toStride);
            TVector.Store(TVector.JoinLow(highAB, highCD), ref to, 2 * toStride);
            TVector.Store(TVector.JoinHigh(highAB, highCD), ref to, 3 * toStride);
            from = ref Unsafe.Add(ref from, 4);
            second = ref Unsafe.Add(ref second, 4);
            third = ref Unsafe.Add(ref third, 4);
            fourth = ref Unsafe.Add(ref fourth, 4);
            to = ref Unsafe.Add(ref to, 4 * toStride);
        }
    }
}
