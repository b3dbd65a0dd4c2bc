using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>What sums begin with.</summary>
internal interface IStart
{
    /// <summary>The beginning of a row of sums.</summary>
    /// <param name="strip">What is summed.</param>
    /// <param name="sums">Where the row is written.</param>
    /// <param name="before">What stands before the row's first factor.</param>
    static abstract TBlock Of<TBlock, TVector, T>(in Strip<T> strip, ref T sums, ref T before)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>Sums go on from what stands in their place.</summary>
internal readonly record struct FromSums : IStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Of<TBlock, TVector, T>(in Strip<T> strip, ref T sums, ref T before)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TBlock.Load(in sums, 0, strip.Sums.Apart);
}

/// <summary>Sums begin with the factors that stand before the first ones.</summary>
internal readonly record struct FromBias : IStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Of<TBlock, TVector, T>(in Strip<T> strip, ref T sums, ref T before)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TBlock.Create(TVector.Create(before));
}
