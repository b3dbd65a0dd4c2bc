using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>
/// To = Bias + W·X by the panels of W, for few features with many terms: the four parts of their sums beside each
/// other, as <see cref="SumOrder"/> has them, for each is a chain of multiply-adds that wait for one another.
/// </summary>
internal sealed class FewSumsCall<TVector, T>(PanelPlace w, Place x, Place to) : Call<T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _vectors = Panels<T>.LengthOf(w.Features, 1) / TVector.Count;
    private readonly SumOrder _order = SumOrder.Of(w.Features, w.Rows - 1);
    private readonly nint _stride = x.Stride;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var panels = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), w.Start);
        ref var sums = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), to.Start);
        for (var vector = 0; vector < _vectors; vector++)
        {
            var (panel, at) = Math.DivRem(vector * TVector.Count, Panels<T>.Width);
            Sum(
                ref Unsafe.Add(ref panels, panel * w.Rows * Panels<T>.Width + at),
                ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), x.Start),
                ref Unsafe.Add(ref sums, vector * TVector.Count));
        }
    }

    /// <summary>A vector of sums; the first part may have fewer terms than the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Sum(ref T column, ref T factor, ref T to)
    {
        var (one, two, three) = (TVector.Load(in column, 0), TVector.Create(0.0), TVector.Create(0.0));
        var four = TVector.Create(0.0);
        column = ref Unsafe.Add(ref column, Panels<T>.Width);
        ref var second = ref Unsafe.Add(ref column, _order.First * Panels<T>.Width);
        ref var next = ref Unsafe.Add(ref factor, _order.First * _stride);
        nint part = _order.Others * Panels<T>.Width, apart = _order.Others * _stride;
        for (var k = _order.Others; k > 0; k--)
        {
            TVector.AddProduct(TVector.Create(next), TVector.Load(in second, 0), ref two);
            TVector.AddProduct(TVector.Create(Unsafe.Add(ref next, apart)), TVector.Load(in second, part), ref three);
            TVector.AddProduct(
                TVector.Create(Unsafe.Add(ref next, 2 * apart)), TVector.Load(in second, 2 * part), ref four);
            second = ref Unsafe.Add(ref second, Panels<T>.Width);
            next = ref Unsafe.Add(ref next, _stride);
            if (k > _order.First) continue;
            TVector.AddProduct(TVector.Create(factor), TVector.Load(in column, 0), ref one);
            column = ref Unsafe.Add(ref column, Panels<T>.Width);
            factor = ref Unsafe.Add(ref factor, _stride);
        }

        TVector.Store(one + two + three + four, ref to, 0);
    }
}
