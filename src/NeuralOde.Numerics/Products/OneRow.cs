using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>One row of sums.</summary>
internal readonly record struct OneRow : IRows
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<TStart, TBlock, TVector, T>(in Strip<T> strip)
        where TStart : struct, IStart
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (next, step, apart) = (strip.Factors.Step, strip.Vectors.Step, strip.Vectors.Apart);
        ref var factor = ref strip.Factors.Origin;
        ref var from = ref strip.Vectors.Origin;
        var sum0 = TStart.Of<TBlock, TVector, T>(in strip, 0, 0);
        for (var k = strip.Count; k > 0; k--)
        {
            var block = TBlock.Load(in from, 0, apart);
            TBlock.AddProduct(TVector.Create(factor), block, ref sum0);
            factor = ref Unsafe.Add(ref factor, next);
            from = ref Unsafe.Add(ref from, step);
        }

        ref var to = ref strip.Sums.Origin;
        TBlock.Store(sum0, ref to, 0, TVector.Count);
    }
}
