using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>Two rows of sums.</summary>
internal readonly record struct TwoRows : IRows
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
        var sum1 = TStart.Of<TBlock, TVector, T>(in strip, 1, 1);
        for (var k = strip.Count; k > 0; k--)
        {
            var block = TBlock.Load(in from, 0, apart);
            TBlock.AddProduct(TVector.Create(factor), block, ref sum0);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref factor, 1)), block, ref sum1);
            factor = ref Unsafe.Add(ref factor, next);
            from = ref Unsafe.Add(ref from, step);
        }

        var down = strip.Sums.Step;
        ref var to = ref strip.Sums.Origin;
        TBlock.Store(sum0, ref to, 0, TVector.Count);
        TBlock.Store(sum1, ref Unsafe.Add(ref to, down), 0, TVector.Count);
    }
}
