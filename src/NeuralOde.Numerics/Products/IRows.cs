using System.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>A micro-kernel: a few rows of sums that are held in registers, as many vectors wide as a block.</summary>
internal interface IRows
{
    /// <summary>The number of rows.</summary>
    static abstract int Count { get; }

    /// <summary>The number of vectors of a row that keep the processor busy; 2 or 4.</summary>
    static abstract int Vectors { get; }

    /// <summary>Carries out a strip that is as wide as the block.</summary>
    static abstract void Sum<TStart, TBlock, TVector, T>(Strip<T> strip)
        where TStart : struct, IStart
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
