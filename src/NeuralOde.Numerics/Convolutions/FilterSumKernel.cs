using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Convolutions;

/// <summary>
/// sums += the cotangent of the weights, summed over pixels and lanes. The cotangents of a few channels of
/// the result are turned into a panel in which these channels stand side by side, so that vectors run over
/// channels and no sum has to be folded.
/// </summary>
internal readonly ref struct FilterSumKernel<T>(
    Operand<T> v, Operand<T> x, LaneConvolution size, FilterSums<T> result)
    : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Operand<T> _v = v;
    private readonly Operand<T> _x = x;
    private readonly Span<T> _sums = result.Sums;
    private readonly Span<T> _block = result.Scratch[..size.Block];
    private readonly Span<T> _panel = result.Scratch[size.Block..];
    private readonly ConvolutionSize _size = size.Convolution;
    private readonly int _lanes = size.Lanes;

    // From one pixel of the image to the next, and from one lane of it to the next; shared pixels have one.
    private readonly int _pixel = x.Stride;
    private readonly int _lane = x.IsShared ? 0 : 1;

    /// <summary>Goes through all channels; the range is not one of lanes, but one vector.</summary>
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        var channel = 0;
        if (Unsafe.SizeOf<TVector>() == 64)
        {
            for (; channel + TVector.Count < _size.Channels; channel += 2 * TVector.Count)
            {
                Channels<Two<TVector, T>, TVector>(channel);
            }
        }

        for (; channel < _size.Channels; channel += TVector.Count)
        {
            Channels<One<TVector, T>, TVector>(channel);
        }
    }

    private void Channels<TBlock, TVector>(int channel)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var width = TBlock.Count * TVector.Count;
        var panel = _panel[..(_size.Grid.Count * _lanes * width)];
        Turn<TVector>(channel, width, panel);
        var source = 0;
        for (; source + 8 <= _size.Grid.Image.Channels; source += 8)
        {
            // The panel and eight channels of the image stay in a near cache for all entries of the window.
            for (var entry = 0; entry < _size.Grid.Window.Size; entry++)
            {
                EightSources<TBlock, TVector>(Cover.Of(_size.Grid, entry), panel, source);
                AddTo(_block, (channel, source, entry), width, 8);
            }
        }

        for (; source < _size.Grid.Image.Channels; source++)
        {
            OneSource<TBlock, TVector>(panel, source);
            for (var entry = 0; entry < _size.Grid.Window.Size; entry++)
            {
                AddTo(_block[(entry * width)..], (channel, source, entry), width, 1);
            }
        }
    }

    /// <summary>Writes the panel; shape [places, lanes, width], with zeros beyond the last channel.</summary>
    private void Turn<TVector>(int channel, int width, Span<T> panel)
        where TVector : struct, IVector<TVector, T>
    {
        var length = _size.Grid.Count * _lanes;
        var count = Math.Min(width, _size.Channels - channel);
        var whole = length % TVector.Count == 0 ? count / TVector.Count * TVector.Count : 0;
        if (count < width) panel.Clear();
        for (var c = 0; c < whole; c += TVector.Count) TurnSquares<TVector>(channel + c, width, panel[c..]);
        for (var c = whole; c < count; c++) TurnOne(channel + c, width, panel[c..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TurnSquares<TVector>(int channel, int width, Span<T> panel)
        where TVector : struct, IVector<TVector, T>
    {
        var length = _size.Grid.Count * _lanes;
        ref var from = ref Unsafe.Add(ref Unsafe.AsRef(in _v.Origin), channel * length);
        ref var to = ref MemoryMarshal.GetReference(panel);
        for (var i = 0; i < length; i += TVector.Count)
        {
            Square.Turn<TVector, T>(
                ref Unsafe.Add(ref from, i), length, ref Unsafe.Add(ref to, i * width), width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TurnOne(int channel, int width, Span<T> panel)
    {
        var length = _size.Grid.Count * _lanes;
        ref var from = ref Unsafe.Add(ref Unsafe.AsRef(in _v.Origin), channel * length);
        for (var i = 0; i < length; i++) panel[i * width] = Unsafe.Add(ref from, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EightSources<TBlock, TVector>(in Cover cover, ReadOnlySpan<T> panel, int source)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var width = TBlock.Count * TVector.Count;
        var (down, next) = (_size.Grid.Image.Pixels * _pixel, _lane);
        var beside = cover.Stride * _pixel - _lanes * next;
        // Pixels that follow each other are one run of lanes.
        var (columns, lanes) = beside == 0 ? (1, cover.Columns * _lanes) : (cover.Columns, _lanes);
        var sum0 = TBlock.Create(TVector.Create(0.0));
        var sum1 = sum0;
        var sum2 = sum0;
        var sum3 = sum0;
        var sum4 = sum0;
        var sum5 = sum0;
        var sum6 = sum0;
        var sum7 = sum0;
        for (var row = 0; row < cover.Rows; row++)
        {
            ref var left = ref Unsafe.Add(
                ref MemoryMarshal.GetReference(panel), cover.PlaceOf(row) * _lanes * width);
            ref var right = ref Unsafe.Add(
                ref Unsafe.AsRef(in _x.Origin), source * down + cover.PixelOf(row) * _pixel);
            for (var column = columns; column > 0; column--)
            {
                for (var lane = lanes; lane > 0; lane--)
                {
                    var block = TBlock.Load(in left, 0, TVector.Count);
                    TBlock.AddProduct(TVector.Create(right), block, ref sum0);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, down)), block, ref sum1);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, 2 * down)), block, ref sum2);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, 3 * down)), block, ref sum3);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, 4 * down)), block, ref sum4);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, 5 * down)), block, ref sum5);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, 6 * down)), block, ref sum6);
                    TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, 7 * down)), block, ref sum7);
                    right = ref Unsafe.Add(ref right, next);
                    left = ref Unsafe.Add(ref left, width);
                }

                right = ref Unsafe.Add(ref right, beside);
            }
        }

        ref var to = ref MemoryMarshal.GetReference(_block);
        TBlock.Store(sum0, ref to, 0, TVector.Count);
        TBlock.Store(sum1, ref to, width, TVector.Count);
        TBlock.Store(sum2, ref to, 2 * width, TVector.Count);
        TBlock.Store(sum3, ref to, 3 * width, TVector.Count);
        TBlock.Store(sum4, ref to, 4 * width, TVector.Count);
        TBlock.Store(sum5, ref to, 5 * width, TVector.Count);
        TBlock.Store(sum6, ref to, 6 * width, TVector.Count);
        TBlock.Store(sum7, ref to, 7 * width, TVector.Count);
    }

    /// <summary>The sums of one channel of the image at all entries of the window.</summary>
    private void OneSource<TBlock, TVector>(ReadOnlySpan<T> panel, int source)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var (grid, width) = (_size.Grid, TBlock.Count * TVector.Count);
        _block[..(grid.Window.Size * width)].Clear();
        for (var place = 0; place < grid.Count; place++)
        {
            var walk = Walk.OfPlace(grid, place / grid.Columns, place % grid.Columns);
            var lanes = panel.Slice(place * _lanes * width, _lanes * width);
            for (var tap = 0; tap < walk.Count; tap += 8)
            {
                EightTaps<TBlock, TVector>(walk, tap, lanes, source);
            }
        }
    }

    /// <summary>
    /// Adds one place to the sums of the entries that cover a pixel there. The products of a sum wait for one
    /// another, so eight sums take turns; where there are fewer taps, the last one is computed again.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EightTaps<TBlock, TVector>(in Walk walk, int tap, ReadOnlySpan<T> lanes, int source)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var (width, last) = (TBlock.Count * TVector.Count, walk.Count - 1);
        var (from0, to0) = Tap(walk, tap, width);
        var (from1, to1) = Tap(walk, Math.Min(tap + 1, last), width);
        var (from2, to2) = Tap(walk, Math.Min(tap + 2, last), width);
        var (from3, to3) = Tap(walk, Math.Min(tap + 3, last), width);
        var (from4, to4) = Tap(walk, Math.Min(tap + 4, last), width);
        var (from5, to5) = Tap(walk, Math.Min(tap + 5, last), width);
        var (from6, to6) = Tap(walk, Math.Min(tap + 6, last), width);
        var (from7, to7) = Tap(walk, Math.Min(tap + 7, last), width);
        ref var to = ref MemoryMarshal.GetReference(_block);
        var sum0 = TBlock.Load(in to, to0, TVector.Count);
        var sum1 = TBlock.Load(in to, to1, TVector.Count);
        var sum2 = TBlock.Load(in to, to2, TVector.Count);
        var sum3 = TBlock.Load(in to, to3, TVector.Count);
        var sum4 = TBlock.Load(in to, to4, TVector.Count);
        var sum5 = TBlock.Load(in to, to5, TVector.Count);
        var sum6 = TBlock.Load(in to, to6, TVector.Count);
        var sum7 = TBlock.Load(in to, to7, TVector.Count);
        ref var left = ref MemoryMarshal.GetReference(lanes);
        ref var right = ref Unsafe.Add(
            ref Unsafe.AsRef(in _x.Origin), source * _size.Grid.Image.Pixels * _pixel);
        for (var lane = _lanes; lane > 0; lane--)
        {
            var block = TBlock.Load(in left, 0, TVector.Count);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, from0)), block, ref sum0);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, from1)), block, ref sum1);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, from2)), block, ref sum2);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, from3)), block, ref sum3);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, from4)), block, ref sum4);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, from5)), block, ref sum5);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, from6)), block, ref sum6);
            TBlock.AddProduct(TVector.Create(Unsafe.Add(ref right, from7)), block, ref sum7);
            right = ref Unsafe.Add(ref right, _lane);
            left = ref Unsafe.Add(ref left, width);
        }

        TBlock.Store(sum0, ref to, to0, TVector.Count);
        TBlock.Store(sum1, ref to, to1, TVector.Count);
        TBlock.Store(sum2, ref to, to2, TVector.Count);
        TBlock.Store(sum3, ref to, to3, TVector.Count);
        TBlock.Store(sum4, ref to, to4, TVector.Count);
        TBlock.Store(sum5, ref to, to5, TVector.Count);
        TBlock.Store(sum6, ref to, to6, TVector.Count);
        TBlock.Store(sum7, ref to, to7, TVector.Count);
    }

    /// <summary>Where the pixel of a tap stands in the image, and the sum of its entry in the block.</summary>
    private (nint From, nint To) Tap(in Walk walk, int tap, int width)
    {
        var (pixel, entry) = walk.Tap(tap);
        return (pixel * _pixel, entry * width);
    }

    /// <summary>Adds the sums of some source channels at one entry of the window to their weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTo(
        ReadOnlySpan<T> block, (int Channel, int Source, int Entry) at, int width, int sources)
    {
        var count = Math.Min(width, _size.Channels - at.Channel);
        for (var c = 0; c < count; c++)
        {
            var to = (at.Channel + c) * _size.Row + at.Source * _size.Grid.Window.Size + at.Entry;
            for (var s = 0; s < sources; s++, to += _size.Grid.Window.Size)
            {
                _sums[to] += block[s * width + c];
            }
        }
    }
}
