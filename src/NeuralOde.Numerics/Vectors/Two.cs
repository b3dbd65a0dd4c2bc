using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Vectors;

/// <summary>Two vectors of a block.</summary>
internal readonly record struct Two<TVector, T>(TVector First, TVector Second)
    : IBlock<Two<TVector, T>, TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly TVector First = First;
    public readonly TVector Second = Second;

    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector, T> Create(TVector value) => new(value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector, T> Load(ref readonly T origin, nint offset, nint stride) => new(
        TVector.Load(in origin, offset),
        TVector.Load(in origin, offset + stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Two<TVector, T> value, ref T origin, nint offset, nint stride)
    {
        TVector.Store(value.First, ref origin, offset);
        TVector.Store(value.Second, ref origin, offset + stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(TVector factor, Two<TVector, T> block, ref Two<TVector, T> sum)
    {
        TVector.AddProduct(factor, block.First, ref Unsafe.AsRef(in sum.First));
        TVector.AddProduct(factor, block.Second, ref Unsafe.AsRef(in sum.Second));
    }
}
