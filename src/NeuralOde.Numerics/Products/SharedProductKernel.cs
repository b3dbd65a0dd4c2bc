using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>
/// destination = bias + W·x with W shared by the lanes. A block of rows and lanes is summed
/// in registers: each entry of W is broadcast once for the lanes of the block, and each value
/// of x is read once for its rows.
/// </summary>
internal readonly ref struct SharedProductKernel<T>(
    Matrix<T> matrix, Operand<T> x, int lanes, Span<T> destination)
    : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Matrix<T> _matrix = matrix;
    private readonly Operand<T> _x = x;
    private readonly Span<T> _destination = destination;

    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        var lane = begin;
        for (; lane + 4 * TVector.Count <= end; lane += 4 * TVector.Count)
        {
            Lanes<Four<TVector, T>, TVector>(lane);
        }
        for (; lane + 2 * TVector.Count <= end; lane += 2 * TVector.Count)
        {
            Lanes<Two<TVector, T>, TVector>(lane);
        }
        for (; lane < end; lane += TVector.Count) Lanes<One<TVector, T>, TVector>(lane);
    }

    private void Lanes<TBlock, TVector>(int lane)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var row = 0;
        if (TBlock.Count < 4)
        {
            for (; row + 8 <= _matrix.Rows; row += 8) EightRows<TBlock, TVector>(row, lane);
        }

        for (; row + 4 <= _matrix.Rows; row += 4) FourRows<TBlock, TVector>(row, lane);
        for (; row < _matrix.Rows; row++) OneRow<TBlock, TVector>(row, lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EightRows<TBlock, TVector>(int row, int lane)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var (next, step) = (_matrix.ColumnStride * _matrix.Entries.Stride, _x.Stride);
        var down = _matrix.RowStride * _matrix.Entries.Stride;
        ref var w = ref Unsafe.Add(ref Unsafe.AsRef(in _matrix.Entries.Origin), row * down);
        ref var from = ref Unsafe.Add(ref Unsafe.AsRef(in _x.Origin), lane);
        var sum0 = Start<TBlock, TVector>(row, lane);
        var sum1 = Start<TBlock, TVector>(row + 1, lane);
        var sum2 = Start<TBlock, TVector>(row + 2, lane);
        var sum3 = Start<TBlock, TVector>(row + 3, lane);
        var sum4 = Start<TBlock, TVector>(row + 4, lane);
        var sum5 = Start<TBlock, TVector>(row + 5, lane);
        var sum6 = Start<TBlock, TVector>(row + 6, lane);
        var sum7 = Start<TBlock, TVector>(row + 7, lane);
        for (var column = _matrix.Columns; column > 0; column--)
        {
            var block = TBlock.Load(in from, 0, TVector.Count);
            sum0 = TBlock.MultiplyAdd(TVector.Create(w), block, sum0);
            sum1 = TBlock.MultiplyAdd(TVector.Create(Unsafe.Add(ref w, down)), block, sum1);
            sum2 = TBlock.MultiplyAdd(TVector.Create(Unsafe.Add(ref w, 2 * down)), block, sum2);
            sum3 = TBlock.MultiplyAdd(TVector.Create(Unsafe.Add(ref w, 3 * down)), block, sum3);
            sum4 = TBlock.MultiplyAdd(TVector.Create(Unsafe.Add(ref w, 4 * down)), block, sum4);
            sum5 = TBlock.MultiplyAdd(TVector.Create(Unsafe.Add(ref w, 5 * down)), block, sum5);
            sum6 = TBlock.MultiplyAdd(TVector.Create(Unsafe.Add(ref w, 6 * down)), block, sum6);
            sum7 = TBlock.MultiplyAdd(TVector.Create(Unsafe.Add(ref w, 7 * down)), block, sum7);
            w = ref Unsafe.Add(ref w, next);
            from = ref Unsafe.Add(ref from, step);
        }

        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_destination), row * lanes + lane);
        TBlock.Store(sum0, ref to, 0, TVector.Count);
        TBlock.Store(sum1, ref to, lanes, TVector.Count);
        TBlock.Store(sum2, ref to, 2 * lanes, TVector.Count);
        TBlock.Store(sum3, ref to, 3 * lanes, TVector.Count);
        TBlock.Store(sum4, ref to, 4 * lanes, TVector.Count);
        TBlock.Store(sum5, ref to, 5 * lanes, TVector.Count);
        TBlock.Store(sum6, ref to, 6 * lanes, TVector.Count);
        TBlock.Store(sum7, ref to, 7 * lanes, TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FourRows<TBlock, TVector>(int row, int lane)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var (next, step) = (_matrix.ColumnStride * _matrix.Entries.Stride, _x.Stride);
        var down = _matrix.RowStride * _matrix.Entries.Stride;
        ref var w = ref Unsafe.Add(ref Unsafe.AsRef(in _matrix.Entries.Origin), row * down);
        ref var from = ref Unsafe.Add(ref Unsafe.AsRef(in _x.Origin), lane);
        var sum0 = Start<TBlock, TVector>(row, lane);
        var sum1 = Start<TBlock, TVector>(row + 1, lane);
        var sum2 = Start<TBlock, TVector>(row + 2, lane);
        var sum3 = Start<TBlock, TVector>(row + 3, lane);
        for (var column = _matrix.Columns; column > 0; column--)
        {
            var block = TBlock.Load(in from, 0, TVector.Count);
            sum0 = TBlock.MultiplyAdd(TVector.Create(w), block, sum0);
            sum1 = TBlock.MultiplyAdd(TVector.Create(Unsafe.Add(ref w, down)), block, sum1);
            sum2 = TBlock.MultiplyAdd(TVector.Create(Unsafe.Add(ref w, 2 * down)), block, sum2);
            sum3 = TBlock.MultiplyAdd(TVector.Create(Unsafe.Add(ref w, 3 * down)), block, sum3);
            w = ref Unsafe.Add(ref w, next);
            from = ref Unsafe.Add(ref from, step);
        }

        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_destination), row * lanes + lane);
        TBlock.Store(sum0, ref to, 0, TVector.Count);
        TBlock.Store(sum1, ref to, lanes, TVector.Count);
        TBlock.Store(sum2, ref to, 2 * lanes, TVector.Count);
        TBlock.Store(sum3, ref to, 3 * lanes, TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneRow<TBlock, TVector>(int row, int lane)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var (next, step) = (_matrix.ColumnStride * _matrix.Entries.Stride, _x.Stride);
        var down = _matrix.RowStride * _matrix.Entries.Stride;
        ref var w = ref Unsafe.Add(ref Unsafe.AsRef(in _matrix.Entries.Origin), row * down);
        ref var from = ref Unsafe.Add(ref Unsafe.AsRef(in _x.Origin), lane);
        var sum0 = Start<TBlock, TVector>(row, lane);
        for (var column = _matrix.Columns; column > 0; column--)
        {
            var block = TBlock.Load(in from, 0, TVector.Count);
            sum0 = TBlock.MultiplyAdd(TVector.Create(w), block, sum0);
            w = ref Unsafe.Add(ref w, next);
            from = ref Unsafe.Add(ref from, step);
        }

        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_destination), row * lanes + lane);
        TBlock.Store(sum0, ref to, 0, TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TBlock Start<TBlock, TVector>(int row, int lane)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var bias = _matrix.Bias;
        if (bias.IsEmpty) return TBlock.Create(TVector.Create(0.0));
        return bias.IsShared
            ? TBlock.Create(bias.Load<TVector>(row, lane))
            : TBlock.Load(in bias.Origin, row * bias.Stride + lane, TVector.Count);
    }
}
