using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>What sums begin with.</summary>
internal interface IStart
{
    /// <summary>The beginning of a row of sums.</summary>
    /// <param name="strip">What is summed.</param>
    /// <param name="row">The row.</param>
    /// <param name="factor">How far behind the first factor of a product that of the row stands.</param>
    static abstract TBlock Of<TBlock, TVector, T>(in Strip<T> strip, int row, nint factor)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>Sums go on from what stands in their place.</summary>
internal readonly record struct FromSums : IStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Of<TBlock, TVector, T>(in Strip<T> strip, int row, nint factor)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TBlock.Load(in Unsafe.Add(ref strip.Sums.Origin, row * strip.Sums.Step), 0, TVector.Count);
}

/// <summary>Sums begin with the factors that stand before the first ones.</summary>
internal readonly record struct FromBias : IStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Of<TBlock, TVector, T>(in Strip<T> strip, int row, nint factor)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TBlock.Create(TVector.Create(
            Unsafe.Add(ref strip.Factors.Origin, factor - strip.Factors.Step)));
}

/// <summary>Sums begin with the vectors that stand before the first ones.</summary>
internal readonly record struct FromFirstVectors : IStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Of<TBlock, TVector, T>(in Strip<T> strip, int row, nint factor)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TBlock.Load(
            in Unsafe.Subtract(ref strip.Vectors.Origin, strip.Vectors.Step), 0, strip.Vectors.Apart);
}
