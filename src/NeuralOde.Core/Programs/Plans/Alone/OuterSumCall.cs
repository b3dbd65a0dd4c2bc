using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>
/// Adds the outer products of one or more evaluations to the same sums, one behind the other, while the sums stay
/// in registers.
/// </summary>
/// <param name="terms">What is added, in order, all to the same sums.</param>
internal sealed class OuterSumCall<TVector, T>(ImmutableArray<Step.LaneOuterSum> terms) : Call<T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly (int X, int Y)[] _terms = [.. terms.Select(term => (term.X.Start, term.Y.Start))];
    private readonly int _sums = terms[0].Sums.Start;
    private readonly int _rows = terms[0].Sums.Rows;
    private readonly int _apartInY = terms[0].Y.Stride;
    private readonly int _vectors = (terms[0].X.Features + TVector.Count - 1) / TVector.Count;

    // A panel is one vector, or a few narrower ones; only the former stand equally far apart over several panels.
    private readonly int _together =
        Panels<T>.FillVector<TVector>() ? int.MaxValue : Panels<T>.Width / TVector.Count;

    private readonly int _apart =
        Panels<T>.FillVector<TVector>() ? terms[0].Sums.Rows * Panels<T>.Width : TVector.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var origin = ref MemoryMarshal.GetReference(memory);
        for (var row = 0; row < _rows; row++)
        {
            ref var sums = ref Unsafe.Add(ref origin, _sums + row * Panels<T>.Width);
            for (var (first, count) = (0, 0); first < _vectors; first += count)
            {
                count = Math.Min(_vectors - first, _together);
                var at = 0;
                for (; at + 4 <= count; at += 4) Add<Four<TVector, T>>(ref origin, ref sums, row, (first, at));
                for (; at + 2 <= count; at += 2) Add<Two<TVector, T>>(ref origin, ref sums, row, (first, at));
                if (at < count) Add<One<TVector, T>>(ref origin, ref sums, row, (first, at));
                sums = ref Unsafe.Add(ref sums, _rows * Panels<T>.Width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add<TBlock>(ref T origin, ref T sums, int row, (int First, int At) vector)
        where TBlock : struct, IBlock<TBlock, TVector, T>
    {
        ref var to = ref Unsafe.Add(ref sums, vector.At * _apart);
        var feature = (vector.First + vector.At) * TVector.Count;
        var sum = TBlock.Load(in to, 0, _apart);
        foreach (var (x, y) in _terms)
        {
            var factor = TVector.Create(Unsafe.Add(ref origin, y + row * _apartInY));
            TBlock.AddProduct(factor, TBlock.Load(in origin, x + feature, TVector.Count), ref sum);
        }

        TBlock.Store(sum, ref to, 0, _apart);
    }
}
