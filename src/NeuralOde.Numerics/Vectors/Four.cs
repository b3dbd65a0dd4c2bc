using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Vectors;

/// <summary>Four vectors of a block.</summary>
internal readonly record struct Four<TVector, T>(TVector First, TVector Second, TVector Third, TVector Fourth)
    : IBlock<Four<TVector, T>, TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly TVector First = First;
    public readonly TVector Second = Second;
    public readonly TVector Third = Third;
    public readonly TVector Fourth = Fourth;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<TVector, T> Create(TVector value) => new(value, value, value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<TVector, T> Load(ref readonly T origin, nint offset, nint stride) => new(
        TVector.Load(in origin, offset),
        TVector.Load(in origin, offset + stride),
        TVector.Load(in origin, offset + 2 * stride),
        TVector.Load(in origin, offset + 3 * stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Four<TVector, T> value, ref T origin, nint offset, nint stride)
    {
        TVector.Store(value.First, ref origin, offset);
        TVector.Store(value.Second, ref origin, offset + stride);
        TVector.Store(value.Third, ref origin, offset + 2 * stride);
        TVector.Store(value.Fourth, ref origin, offset + 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(TVector factor, Four<TVector, T> block, ref Four<TVector, T> sum)
    {
        TVector.AddProduct(factor, block.First, ref Unsafe.AsRef(in sum.First));
        TVector.AddProduct(factor, block.Second, ref Unsafe.AsRef(in sum.Second));
        TVector.AddProduct(factor, block.Third, ref Unsafe.AsRef(in sum.Third));
        TVector.AddProduct(factor, block.Fourth, ref Unsafe.AsRef(in sum.Fourth));
    }
}
