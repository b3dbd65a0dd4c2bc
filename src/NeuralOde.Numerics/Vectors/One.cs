using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Vectors;

/// <summary>One vector of a block.</summary>
internal readonly record struct One<TVector, T>(TVector First) : IBlock<One<TVector, T>, TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly TVector First = First;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static One<TVector, T> Create(TVector value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static One<TVector, T> Load(ref readonly T origin, nint offset, nint stride) => new(
        TVector.Load(in origin, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(One<TVector, T> value, ref T origin, nint offset, nint stride)
    {
        TVector.Store(value.First, ref origin, offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(TVector factor, One<TVector, T> block, ref One<TVector, T> sum)
    {
        TVector.AddProduct(factor, block.First, ref Unsafe.AsRef(in sum.First));
    }
}
