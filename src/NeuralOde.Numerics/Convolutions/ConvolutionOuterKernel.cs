using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Convolutions;

/// <summary>The cotangent of the weights in each lane: a sum over the pixels of the result.</summary>
internal readonly ref struct ConvolutionOuterKernel<T>(
    Operand<T> v, Operand<T> x, LaneConvolution size, Span<T> destination)
    : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Operand<T> _v = v;
    private readonly Operand<T> _x = x;
    private readonly Span<T> _destination = destination;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        ref var to = ref MemoryMarshal.GetReference(_destination);
        var (grid, result) = (size.Convolution.Grid, size.Convolution.Result);
        for (var weight = 0; weight < size.Convolution.Weights; weight++)
        {
            var (channel, entry) = (weight / size.Convolution.Row, weight % size.Convolution.Row);
            var cover = Cover.Of(grid, entry % grid.Window.Size);
            var left = channel * result.Pixels;
            var right = entry / grid.Window.Size * grid.Image.Pixels;
            for (var lane = begin; lane < end; lane += TVector.Count)
            {
                TVector.Store(Sum<TVector>(cover, left, right, lane), ref to, weight * size.Lanes + lane);
            }
        }
    }

    private TVector Sum<TVector>(in Cover cover, int left, int right, int lane)
        where TVector : struct, IVector<TVector, T>
    {
        var sum = TVector.Create(0.0);
        for (var row = 0; row < cover.Rows; row++)
        {
            var (place, pixel) = (left + cover.PlaceOf(row), right + cover.PixelOf(row));
            for (var column = 0; column < cover.Columns; column++, place++, pixel += cover.Stride)
            {
                sum = TVector.FusedMultiplyAdd(
                    _v.Load<TVector>(place, lane), _x.Load<TVector>(pixel, lane), sum);
            }
        }

        return sum;
    }
}
