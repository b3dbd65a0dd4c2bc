using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Convolutions;

/// <summary>destination = bias + W ∗ x, or its transpose, where each operand may be shared or not.</summary>
internal readonly ref struct ConvolutionKernel<T>(
    Filter<T> filter, Operand<T> x, int lanes, Span<T> destination)
    : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Filter<T> _filter = filter;
    private readonly Operand<T> _x = x;
    private readonly Span<T> _destination = destination;
    private readonly ConvolutionPass _pass = filter.Pass;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        ref var to = ref MemoryMarshal.GetReference(_destination);
        var target = _pass.Target;
        for (var feature = 0; feature < target.Features; feature++)
        {
            var (channel, pixel) = (feature / target.Pixels, feature % target.Pixels);
            var walk = _pass.To(pixel / target.Width, pixel % target.Width);
            for (var lane = begin; lane < end; lane += TVector.Count)
            {
                TVector.Store(Sum<TVector>(channel, walk, lane), ref to, feature * lanes + lane);
            }
        }
    }

    private TVector Sum<TVector>(int channel, in Walk walk, int lane)
        where TVector : struct, IVector<TVector, T>
    {
        var sum = _filter.Bias.IsEmpty ? TVector.Create(0.0) : _filter.Bias.Load<TVector>(channel, lane);
        for (var source = 0; source < _pass.Source.Channels; source++)
        {
            var entry = channel * _pass.RowStride + source * _pass.SourceStride + walk.Entry;
            var pixel = source * _pass.Source.Pixels + walk.Pixel;
            for (var row = 0; row < walk.Rows; row++)
            {
                for (var column = 0; column < walk.Columns; column++)
                {
                    sum = TVector.FusedMultiplyAdd(
                        _filter.Weights.Load<TVector>(entry, lane), _x.Load<TVector>(pixel, lane), sum);
                    entry += walk.EntryStep;
                    pixel += walk.PixelStep;
                }

                entry += walk.EntryReturn;
                pixel += walk.PixelReturn;
            }
        }

        return sum;
    }
}
