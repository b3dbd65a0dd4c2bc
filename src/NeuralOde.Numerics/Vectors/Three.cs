using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Vectors;

/// <summary>Three vectors of a block.</summary>
internal readonly record struct Three<TVector, T>(TVector First, TVector Second, TVector Third)
    : IBlock<Three<TVector, T>, TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly TVector First = First;
    public readonly TVector Second = Second;
    public readonly TVector Third = Third;

    public static int Count => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Three<TVector, T> Create(TVector value) => new(value, value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Three<TVector, T> Load(ref readonly T origin, nint offset, nint stride) => new(
        TVector.Load(in origin, offset),
        TVector.Load(in origin, offset + stride),
        TVector.Load(in origin, offset + 2 * stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Three<TVector, T> value, ref T origin, nint offset, nint stride)
    {
        TVector.Store(value.First, ref origin, offset);
        TVector.Store(value.Second, ref origin, offset + stride);
        TVector.Store(value.Third, ref origin, offset + 2 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(TVector factor, Three<TVector, T> block, ref Three<TVector, T> sum)
    {
        TVector.AddProduct(factor, block.First, ref Unsafe.AsRef(in sum.First));
        TVector.AddProduct(factor, block.Second, ref Unsafe.AsRef(in sum.Second));
        TVector.AddProduct(factor, block.Third, ref Unsafe.AsRef(in sum.Third));
    }
}
