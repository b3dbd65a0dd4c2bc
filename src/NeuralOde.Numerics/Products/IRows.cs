using System.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>A micro-kernel: a few rows of sums that are held in registers, as many vectors wide as a block.</summary>
/// <remarks>
/// What limits it is often not the multiply-adds, but how many instructions can be decoded, most of all beside a
/// neighbour on the same core. So the more sums the better, for each factor and each vector is then read for more of
/// them; and the larger kernels add two products in each turn of their loop.
/// </remarks>
internal interface IRows
{
    /// <summary>Carries out a strip that is as wide as the block.</summary>
    static abstract void Sum<TStart, TBlock, TVector, T>(in Strip<T> strip)
        where TStart : struct, IStart
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
