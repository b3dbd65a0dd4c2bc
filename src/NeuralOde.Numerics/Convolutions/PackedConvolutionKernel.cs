using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Convolutions;

/// <summary>
/// destination = bias + W ∗ x, or its transpose, with W in panels. The sums of the channels of a panel at
/// one pixel and in a few vectors of lanes stay in registers; a panel stays in the nearest cache for some
/// pixels of a row, and what these read in the next one for all panels.
/// </summary>
internal readonly ref struct PackedConvolutionKernel<T>(
    Filter<T> filter, Operand<T> x, int lanes, Span<T> destination)
    : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What of the source is read again and again: half of the cache of a core, or less.</summary>
    private const int NearBytes = 512 * 1024;

    private readonly Filter<T> _filter = filter;
    private readonly Operand<T> _x = x;
    private readonly Span<T> _destination = destination;
    private readonly ConvolutionPass _pass = filter.Pass;

    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        var target = _pass.Target;
        var columns = NearColumns();
        for (var row = 0; row < target.Height; row++)
        {
            for (var first = 0; first < target.Width; first += columns)
            {
                for (var channel = 0; channel < target.Channels; channel += ConvolutionPass.PanelRows)
                {
                    for (var column = first; column < Math.Min(first + columns, target.Width); column++)
                    {
                        var pixel = new Pixel(channel, row * target.Width + column, _pass.To(row, column));
                        Lanes<TVector>(pixel, begin, end);
                    }
                }
            }
        }
    }

    /// <summary>As many columns of the target as read what a near cache holds for all panels.</summary>
    private int NearColumns()
    {
        var pixels = (long)_pass.RowsRead * Math.Max(1, _pass.Source.Width / _pass.Target.Width);
        return (int)Math.Max(1, NearBytes / (pixels * _pass.Source.Channels * lanes * Unsafe.SizeOf<T>()));
    }

    private void Lanes<TVector>(in Pixel pixel, int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        // With 32 registers there is room for two vectors of lanes, with 16 for one.
        var pair = Unsafe.SizeOf<TVector>() == 64 ? 2 * TVector.Count : end + 1;
        var lane = begin;
        for (; lane + pair <= end; lane += pair) Panel<Two<TVector, T>, TVector>(pixel, lane);
        for (; lane < end; lane += TVector.Count) Panel<One<TVector, T>, TVector>(pixel, lane);
    }

    private void Panel<TBlock, TVector>(in Pixel pixel, int lane)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var rows = _pass.Target.Channels - pixel.Channel;
        if (rows >= ConvolutionPass.PanelRows)
        {
            EightRows<TBlock, TVector>(pixel, lane);
            return;
        }

        for (var row = 0; row < rows; row++) OneRow<TBlock, TVector>(pixel, lane, row, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EightRows<TBlock, TVector>(in Pixel pixel, int lane)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        const int Rows = ConvolutionPass.PanelRows;
        var walk = pixel.Walk;
        var (fromStep, fromReturn) = (walk.PixelStep * lanes, walk.PixelReturn * lanes);
        var (entryStep, entryReturn) = (walk.EntryStep * Rows, walk.EntryReturn * Rows);
        var fromNext = (_pass.Source.Pixels - walk.PixelSpan) * lanes;
        var entryNext = (_pass.Entries - walk.EntrySpan) * Rows;
        ref var w = ref Entry(pixel, Rows, 0);
        ref var from = ref Source(pixel, lane);
        var sum0 = Start<TBlock, TVector>(pixel.Channel, lane);
        var sum1 = Start<TBlock, TVector>(pixel.Channel + 1, lane);
        var sum2 = Start<TBlock, TVector>(pixel.Channel + 2, lane);
        var sum3 = Start<TBlock, TVector>(pixel.Channel + 3, lane);
        var sum4 = Start<TBlock, TVector>(pixel.Channel + 4, lane);
        var sum5 = Start<TBlock, TVector>(pixel.Channel + 5, lane);
        var sum6 = Start<TBlock, TVector>(pixel.Channel + 6, lane);
        var sum7 = Start<TBlock, TVector>(pixel.Channel + 7, lane);
        for (var source = _pass.Source.Channels; source > 0; source--)
        {
            for (var row = walk.Rows; row > 0; row--)
            {
                for (var column = walk.Columns; column > 0; column--)
                {
                    var block = TBlock.Load(in from, 0, TVector.Count);
                    TBlock.AddProduct(TVector.Create(w), block, ref sum0);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref w, 1)), block, ref sum1);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref w, 2)), block, ref sum2);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref w, 3)), block, ref sum3);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref w, 4)), block, ref sum4);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref w, 5)), block, ref sum5);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref w, 6)), block, ref sum6);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref w, 7)), block, ref sum7);
                    from = ref Unsafe.Add(ref from, fromStep);
                    w = ref Unsafe.Add(ref w, entryStep);
                }

                from = ref Unsafe.Add(ref from, fromReturn);
                w = ref Unsafe.Add(ref w, entryReturn);
            }

            from = ref Unsafe.Add(ref from, fromNext);
            w = ref Unsafe.Add(ref w, entryNext);
        }

        var down = _pass.Target.Pixels * lanes;
        ref var to = ref Target(pixel, lane);
        TBlock.Store(sum0, ref to, 0, TVector.Count);
        TBlock.Store(sum1, ref to, down, TVector.Count);
        TBlock.Store(sum2, ref to, 2 * down, TVector.Count);
        TBlock.Store(sum3, ref to, 3 * down, TVector.Count);
        TBlock.Store(sum4, ref to, 4 * down, TVector.Count);
        TBlock.Store(sum5, ref to, 5 * down, TVector.Count);
        TBlock.Store(sum6, ref to, 6 * down, TVector.Count);
        TBlock.Store(sum7, ref to, 7 * down, TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneRow<TBlock, TVector>(in Pixel pixel, int lane, int rowOfPanel, int rows)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var walk = pixel.Walk;
        ref var w = ref Entry(pixel, rows, rowOfPanel);
        ref var from = ref Source(pixel, lane);
        var sum = Start<TBlock, TVector>(pixel.Channel + rowOfPanel, lane);
        for (var source = _pass.Source.Channels; source > 0; source--)
        {
            for (var row = walk.Rows; row > 0; row--)
            {
                for (var column = walk.Columns; column > 0; column--)
                {
                    TBlock.AddProduct(TVector.Create(w), TBlock.Load(in from, 0, TVector.Count), ref sum);
                    from = ref Unsafe.Add(ref from, walk.PixelStep * lanes);
                    w = ref Unsafe.Add(ref w, walk.EntryStep * rows);
                }

                from = ref Unsafe.Add(ref from, walk.PixelReturn * lanes);
                w = ref Unsafe.Add(ref w, walk.EntryReturn * rows);
            }

            from = ref Unsafe.Add(ref from, (_pass.Source.Pixels - walk.PixelSpan) * lanes);
            w = ref Unsafe.Add(ref w, (_pass.Entries - walk.EntrySpan) * rows);
        }

        TBlock.Store(sum, ref Target(pixel, lane), rowOfPanel * _pass.Target.Pixels * lanes, TVector.Count);
    }

    /// <summary>The first weight that a row of a panel needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref T Entry(in Pixel pixel, int rows, int rowOfPanel) => ref Unsafe.Add(
        ref MemoryMarshal.GetReference(_filter.Panels),
        pixel.Channel * _pass.Source.Channels * _pass.Entries + pixel.Walk.Entry * rows + rowOfPanel);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref T Source(in Pixel pixel, int lane) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in _x.Origin), pixel.Walk.Pixel * lanes + lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref T Target(in Pixel pixel, int lane) => ref Unsafe.Add(
        ref MemoryMarshal.GetReference(_destination),
        (pixel.Channel * _pass.Target.Pixels + pixel.Index) * lanes + lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TBlock Start<TBlock, TVector>(int channel, int lane)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var bias = _filter.Bias;
        if (bias.IsEmpty) return TBlock.Create(TVector.Create(0.0));
        return bias.IsShared
            ? TBlock.Create(bias.Load<TVector>(channel, lane))
            : TBlock.Load(in bias.Origin, channel * bias.Stride + lane, TVector.Count);
    }

    /// <summary>A pixel of the target in the channels from one on, and what it is made of.</summary>
    private readonly record struct Pixel(int Channel, int Index, Walk Walk);
}
