using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>
/// sums += Σ over lanes of x·yᵀ, in blocks of rows and columns that are summed in registers. A
/// granule is one vector of 64 bytes at every width: it is emulated where the processor has
/// none, and so the order is the same.
/// </summary>
internal readonly ref struct OuterSumKernel<T>(
    Operand<T> x, Operand<T> y, OuterSize size, Span<T> sums)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Operand<T> _x = x;
    private readonly Operand<T> _y = y;
    private readonly Span<T> _sums = sums;

    public void Run()
    {
        var column = 0;
        if (!_y.IsShared)
        {
            for (; column + 4 <= size.Columns; column += 4) Columns<Four<Wide512<T>, T>>(column);
        }

        for (; column < size.Columns; column++) Columns<One<Wide512<T>, T>>(column);
    }

    private void Columns<TBlock>(int column)
        where TBlock : struct, IBlock<TBlock, Wide512<T>, T>
    {
        var row = 0;
        if (!_x.IsShared && !_y.IsShared)
        {
            for (; row + 4 <= size.Rows; row += 4) FourRows<TBlock>(row, column);
        }

        for (; row < size.Rows; row++) OneRow<TBlock>(row, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FourRows<TBlock>(int row, int column)
        where TBlock : struct, IBlock<TBlock, Wide512<T>, T>
    {
        var (down, right) = (_x.Stride, _y.Stride);
        ref var left = ref Unsafe.Add(ref Unsafe.AsRef(in _x.Origin), row * down);
        ref var top = ref Unsafe.Add(ref Unsafe.AsRef(in _y.Origin), column * right);
        var sum0 = TBlock.Create(Wide512<T>.Create(0.0));
        var sum1 = sum0;
        var sum2 = sum0;
        var sum3 = sum0;
        for (var lane = size.Lanes; lane > 0; lane -= Wide512<T>.Count)
        {
            var block = TBlock.Load(in top, 0, right);
            sum0 = TBlock.MultiplyAdd(Wide512<T>.Load(in left, 0), block, sum0);
            sum1 = TBlock.MultiplyAdd(Wide512<T>.Load(in left, down), block, sum1);
            sum2 = TBlock.MultiplyAdd(Wide512<T>.Load(in left, 2 * down), block, sum2);
            sum3 = TBlock.MultiplyAdd(Wide512<T>.Load(in left, 3 * down), block, sum3);
            left = ref Unsafe.Add(ref left, Wide512<T>.Count);
            top = ref Unsafe.Add(ref top, Wide512<T>.Count);
        }

        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_sums), row * size.Columns + column);
        TBlock.AddFolded(sum0, ref to);
        TBlock.AddFolded(sum1, ref Unsafe.Add(ref to, size.Columns));
        TBlock.AddFolded(sum2, ref Unsafe.Add(ref to, 2 * size.Columns));
        TBlock.AddFolded(sum3, ref Unsafe.Add(ref to, 3 * size.Columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneRow<TBlock>(int row, int column)
        where TBlock : struct, IBlock<TBlock, Wide512<T>, T>
    {
        var sum = TBlock.Create(Wide512<T>.Create(0.0));
        for (var lane = 0; lane < size.Lanes; lane += Wide512<T>.Count)
        {
            sum = TBlock.MultiplyAdd(_x.Load<Wide512<T>>(row, lane), Load<TBlock>(column, lane), sum);
        }

        TBlock.AddFolded(
            sum, ref Unsafe.Add(ref MemoryMarshal.GetReference(_sums), row * size.Columns + column));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TBlock Load<TBlock>(int column, int lane)
        where TBlock : struct, IBlock<TBlock, Wide512<T>, T> =>
        _y.IsShared
            ? TBlock.Create(_y.Load<Wide512<T>>(column, lane))
            : TBlock.Load(in _y.Origin, column * _y.Stride + lane, _y.Stride);
}
