using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>
/// To = Bias + W·X by the panels of W: their columns are vectors, and the features of X are broadcast. Each vector of
/// sums is a chain of multiply-adds, so several are summed at a time.
/// </summary>
internal sealed class ProductCall<TVector, T>(PanelPlace w, Place x, Place to) : Call<T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _vectors = Panels<T>.LengthOf(w.Features, 1) / TVector.Count;
    private readonly int _columns = w.Rows - 1;

    // A panel is one vector, or a few narrower ones; only the former stand equally far apart over several panels.
    private readonly int _together =
        Panels<T>.FillVector<TVector>() ? int.MaxValue : Panels<T>.Width / TVector.Count;

    private readonly int _apart =
        Panels<T>.FillVector<TVector>() ? w.Rows * Panels<T>.Width : TVector.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var panel = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), w.Start);
        ref var factors = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), x.Start);
        ref var sums = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), to.Start);
        for (var (left, count) = (_vectors, 0); left > 0; left -= count)
        {
            count = Math.Min(left, _together);
            var at = 0;
            for (; at + 4 <= count; at += 4) Sum<Four<TVector, T>>(ref panel, ref factors, ref sums, at);
            for (; at + 2 <= count; at += 2) Sum<Two<TVector, T>>(ref panel, ref factors, ref sums, at);
            if (at < count) Sum<One<TVector, T>>(ref panel, ref factors, ref sums, at);
            panel = ref Unsafe.Add(ref panel, w.Rows * Panels<T>.Width);
            sums = ref Unsafe.Add(ref sums, Panels<T>.Width);
        }
    }

    /// <summary>Sums a block of vectors, which begins so many vectors further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Sum<TBlock>(ref T panel, ref T factor, ref T sums, int vector)
        where TBlock : struct, IBlock<TBlock, TVector, T>
    {
        ref var column = ref Unsafe.Add(ref panel, vector * _apart);
        var sum = TBlock.Load(in column, 0, _apart);
        for (var k = _columns; k > 0; k--)
        {
            column = ref Unsafe.Add(ref column, Panels<T>.Width);
            TBlock.AddProduct(TVector.Create(factor), TBlock.Load(in column, 0, _apart), ref sum);
            factor = ref Unsafe.Add(ref factor, x.Stride);
        }

        TBlock.Store(sum, ref sums, vector * TVector.Count, TVector.Count);
    }
}
