using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;
using static System.Runtime.CompilerServices.Unsafe;

namespace NeuralOde.Numerics.Products;

/// <summary>
/// The micro-kernel of all products: a few rows of sums are held in registers, each a block of vectors wide.
/// </summary>
/// <remarks>
/// What limits it is often not the multiply-adds, but how many instructions can be decoded, most of all beside a
/// neighbour on the same core. So the more sums the better, for each factor and each vector is then read for more of
/// them; two products are added in each turn of the loop, and the next strip begins in here: behind a call of its own
/// its multiply-adds come as late as some fifty of them take.
/// </remarks>
internal static class RowSums
{
    /// <summary>Carries out strips, one below the other.</summary>
    /// <param name="strip">The first; as wide as the block, as high as <see cref="Rows"/> say.</param>
    /// <param name="strips">How many there are, all as high.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Down<TFactors, TStart, TRows, TBlock, TVector, T>(in Strip<T> strip, int strips)
        where TFactors : struct, IFactors
        where TStart : struct, IStart
        where TRows : struct
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (one, next) = (TFactors.Apart(in strip.Factors), TFactors.Step(in strip.Factors));
        var (two, three) = (2 * one, 3 * one);
        var few = SizeOf<TRows>() == 6 ? 2 : 4;
        var (step, apart) = (strip.Vectors.Step, strip.Vectors.Apart);
        var (down, across) = (strip.Sums.Step, strip.Sums.Apart);
        var odd = strip.Count & 1;
        var (jump, skipped) = (strip.Jump + odd * next, odd * step);
        ref var top = ref TFactors.Below(ref strip.Factors.Origin, in strip.Factors, 0, strip.Row);
        ref var to = ref strip.Sums.Origin;
        for (var row = strip.Row; strips > 0; strips--, row += SizeOf<TRows>())
        {
            TBlock sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default;
            TBlock sum6 = default, sum7 = default, sum8 = default, sum9 = default, sum10 = default, sum11 = default;
            ref var first = ref top;
            ref var second = ref TFactors.Below(ref first, in strip.Factors, row, few);
            ref var third = ref TFactors.Below(ref second, in strip.Factors, row + few, few);
            ref var from = ref strip.Vectors.Origin;
            Start(in strip, ref to, ref first, ref second, ref third);
            for (var run = strip.Runs; run > 0; run--)
            {
                for (var k = strip.Count; k > 0; k -= 2)
                {
                    AddProducts(ref first, ref second, ref third, TBlock.Load(in from, 0, apart));
                    if (k == 1) break;
                    AddProducts(
                        ref Unsafe.Add(ref first, next),
                        ref Unsafe.Add(ref second, next),
                        ref Unsafe.Add(ref third, next),
                        TBlock.Load(in Unsafe.Add(ref from, step), 0, apart));
                    first = ref Unsafe.Add(ref first, 2 * next);
                    if (SizeOf<TRows>() > 4) second = ref Unsafe.Add(ref second, 2 * next);
                    if (SizeOf<TRows>() is 6 or 12) third = ref Unsafe.Add(ref third, 2 * next);
                    from = ref Unsafe.Add(ref from, 2 * step);
                }

                first = ref Unsafe.Add(ref first, jump);
                if (SizeOf<TRows>() > 4) second = ref Unsafe.Add(ref second, jump);
                if (SizeOf<TRows>() is 6 or 12) third = ref Unsafe.Add(ref third, jump);
                from = ref Unsafe.Add(ref from, skipped);
            }

            Store(ref to);
            top = ref TFactors.Below(ref top, in strip.Factors, row, SizeOf<TRows>());
            to = ref Unsafe.Add(ref to, SizeOf<TRows>() * down);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            void Start(in Strip<T> strip, ref T to, ref T first, ref T second, ref T third)
            {
                sum0 = Of(in strip, ref to, ref first);
                if (SizeOf<TRows>() == 1) return;
                sum1 = Of(in strip, ref Unsafe.Add(ref to, down), ref Unsafe.Add(ref first, one));
                if (SizeOf<TRows>() == 2) return;
                if (SizeOf<TRows>() == 6)
                {
                    sum2 = Of(in strip, ref Unsafe.Add(ref to, 2 * down), ref second);
                    sum3 = Of(in strip, ref Unsafe.Add(ref to, 3 * down), ref Unsafe.Add(ref second, one));
                    sum4 = Of(in strip, ref Unsafe.Add(ref to, 4 * down), ref third);
                    sum5 = Of(in strip, ref Unsafe.Add(ref to, 5 * down), ref Unsafe.Add(ref third, one));
                    return;
                }

                sum2 = Of(in strip, ref Unsafe.Add(ref to, 2 * down), ref Unsafe.Add(ref first, two));
                sum3 = Of(in strip, ref Unsafe.Add(ref to, 3 * down), ref Unsafe.Add(ref first, three));
                if (SizeOf<TRows>() == 4) return;
                sum4 = Of(in strip, ref Unsafe.Add(ref to, 4 * down), ref second);
                sum5 = Of(in strip, ref Unsafe.Add(ref to, 5 * down), ref Unsafe.Add(ref second, one));
                sum6 = Of(in strip, ref Unsafe.Add(ref to, 6 * down), ref Unsafe.Add(ref second, two));
                sum7 = Of(in strip, ref Unsafe.Add(ref to, 7 * down), ref Unsafe.Add(ref second, three));
                if (SizeOf<TRows>() == 8) return;
                sum8 = Of(in strip, ref Unsafe.Add(ref to, 8 * down), ref third);
                sum9 = Of(in strip, ref Unsafe.Add(ref to, 9 * down), ref Unsafe.Add(ref third, one));
                sum10 = Of(in strip, ref Unsafe.Add(ref to, 10 * down), ref Unsafe.Add(ref third, two));
                sum11 = Of(in strip, ref Unsafe.Add(ref to, 11 * down), ref Unsafe.Add(ref third, three));
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            void AddProducts(ref T first, ref T second, ref T third, TBlock block)
            {
                TBlock.AddProduct(TVector.Create(first), block, ref sum0);
                if (SizeOf<TRows>() == 1) return;
                TBlock.AddProduct(TVector.Create(Unsafe.Add(ref first, one)), block, ref sum1);
                if (SizeOf<TRows>() == 2) return;
                if (SizeOf<TRows>() == 6)
                {
                    TBlock.AddProduct(TVector.Create(second), block, ref sum2);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref second, one)), block, ref sum3);
                    TBlock.AddProduct(TVector.Create(third), block, ref sum4);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref third, one)), block, ref sum5);
                    return;
                }

                TBlock.AddProduct(TVector.Create(Unsafe.Add(ref first, two)), block, ref sum2);
                TBlock.AddProduct(TVector.Create(Unsafe.Add(ref first, three)), block, ref sum3);
                if (SizeOf<TRows>() == 4) return;
                TBlock.AddProduct(TVector.Create(second), block, ref sum4);
                TBlock.AddProduct(TVector.Create(Unsafe.Add(ref second, one)), block, ref sum5);
                TBlock.AddProduct(TVector.Create(Unsafe.Add(ref second, two)), block, ref sum6);
                TBlock.AddProduct(TVector.Create(Unsafe.Add(ref second, three)), block, ref sum7);
                if (SizeOf<TRows>() == 8) return;
                TBlock.AddProduct(TVector.Create(third), block, ref sum8);
                TBlock.AddProduct(TVector.Create(Unsafe.Add(ref third, one)), block, ref sum9);
                TBlock.AddProduct(TVector.Create(Unsafe.Add(ref third, two)), block, ref sum10);
                TBlock.AddProduct(TVector.Create(Unsafe.Add(ref third, three)), block, ref sum11);
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            void Store(ref T to)
            {
                TBlock.Store(sum0, ref to, 0, across);
                if (SizeOf<TRows>() == 1) return;
                TBlock.Store(sum1, ref Unsafe.Add(ref to, down), 0, across);
                if (SizeOf<TRows>() == 2) return;
                TBlock.Store(sum2, ref Unsafe.Add(ref to, 2 * down), 0, across);
                TBlock.Store(sum3, ref Unsafe.Add(ref to, 3 * down), 0, across);
                if (SizeOf<TRows>() == 4) return;
                TBlock.Store(sum4, ref Unsafe.Add(ref to, 4 * down), 0, across);
                TBlock.Store(sum5, ref Unsafe.Add(ref to, 5 * down), 0, across);
                if (SizeOf<TRows>() == 6) return;
                TBlock.Store(sum6, ref Unsafe.Add(ref to, 6 * down), 0, across);
                TBlock.Store(sum7, ref Unsafe.Add(ref to, 7 * down), 0, across);
                if (SizeOf<TRows>() == 8) return;
                TBlock.Store(sum8, ref Unsafe.Add(ref to, 8 * down), 0, across);
                TBlock.Store(sum9, ref Unsafe.Add(ref to, 9 * down), 0, across);
                TBlock.Store(sum10, ref Unsafe.Add(ref to, 10 * down), 0, across);
                TBlock.Store(sum11, ref Unsafe.Add(ref to, 11 * down), 0, across);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TBlock Of(in Strip<T> strip, ref T sums, ref T factor) => TStart.Of<TBlock, TVector, T>(
            in strip, ref sums, ref Unsafe.Subtract(ref factor, TFactors.Step(in strip.Factors)));
    }
}
