using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>Six rows of sums, the factors of each pair side by side: for four vectors, or few registers.</summary>
internal readonly record struct SixRows : IRows
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<TStart, TBlock, TVector, T>(in Strip<T> strip)
        where TStart : struct, IStart
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (step, apart) = (strip.Vectors.Step, strip.Vectors.Apart);
        var (second, third) = (strip.Second, strip.Third);
        ref var factors = ref strip.Factors.Origin;
        ref var from = ref strip.Vectors.Origin;
        var sum0 = TStart.Of<TBlock, TVector, T>(in strip, 0, 0);
        var sum1 = TStart.Of<TBlock, TVector, T>(in strip, 1, 1);
        var sum2 = TStart.Of<TBlock, TVector, T>(in strip, 2, second);
        var sum3 = TStart.Of<TBlock, TVector, T>(in strip, 3, second + 1);
        var sum4 = TStart.Of<TBlock, TVector, T>(in strip, 4, third);
        var sum5 = TStart.Of<TBlock, TVector, T>(in strip, 5, third + 1);
        for (var k = strip.Count; k > 0; k -= 2)
        {
            Add(ref factors, TBlock.Load(in from, 0, apart));
            if (k == 1) break;
            Add(ref Unsafe.Add(ref factors, Panels<T>.Width), TBlock.Load(in from, step, apart));
            factors = ref Unsafe.Add(ref factors, 2 * Panels<T>.Width);
            from = ref Unsafe.Add(ref from, 2 * step);
        }

        var down = strip.Sums.Step;
        ref var to = ref strip.Sums.Origin;
        TBlock.Store(sum0, ref to, 0, TVector.Count);
        TBlock.Store(sum1, ref Unsafe.Add(ref to, down), 0, TVector.Count);
        TBlock.Store(sum2, ref Unsafe.Add(ref to, 2 * down), 0, TVector.Count);
        TBlock.Store(sum3, ref Unsafe.Add(ref to, 3 * down), 0, TVector.Count);
        TBlock.Store(sum4, ref Unsafe.Add(ref to, 4 * down), 0, TVector.Count);
        TBlock.Store(sum5, ref Unsafe.Add(ref to, 5 * down), 0, TVector.Count);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Add(ref T factor, TBlock block)
        {
            TBlock.AddProduct(TVector.Create(factor), block, ref sum0);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref factor, 1)), block, ref sum1);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref factor, second)), block, ref sum2);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref factor, second + 1)), block, ref sum3);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref factor, third)), block, ref sum4);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref factor, third + 1)), block, ref sum5);
        }
    }
}
