using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Convolutions;

/// <summary>
/// Each feature of the destination is the sum of what its window covers, or of the windows that cover it.
/// </summary>
internal readonly ref struct WindowSumKernel<T>(
    Operand<T> x, LaneWindows size, bool isTransposed, Span<T> destination)
    : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Operand<T> _x = x;
    private readonly Span<T> _destination = destination;
    private readonly Image _source = isTransposed ? size.Grid.Result : size.Grid.Image;
    private readonly Image _target = isTransposed ? size.Grid.Image : size.Grid.Result;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        var grid = size.Grid;
        for (var row = 0; row < _target.Height; row++)
        {
            for (var column = 0; column < _target.Width; column++)
            {
                var walk = isTransposed ? Walk.OfPixel(grid, row, column) : Walk.OfPlace(grid, row, column);
                for (var lane = begin; lane < end; lane += TVector.Count)
                {
                    Channels<TVector>(walk, row * _target.Width + column, lane);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Channels<TVector>(in Walk walk, int pixel, int lane)
        where TVector : struct, IVector<TVector, T>
    {
        ref var to = ref MemoryMarshal.GetReference(_destination);
        for (var channel = 0; channel < _target.Channels; channel++)
        {
            var sum = Sum<TVector>(walk, channel * _source.Pixels + walk.Pixel, lane);
            TVector.Store(sum, ref to, (channel * _target.Pixels + pixel) * size.Lanes + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Sum<TVector>(in Walk walk, int pixel, int lane)
        where TVector : struct, IVector<TVector, T>
    {
        var sum = TVector.Create(0.0);
        for (var row = walk.Rows; row > 0; row--, pixel += walk.PixelReturn)
        {
            for (var column = walk.Columns; column > 0; column--, pixel += walk.PixelStep)
            {
                sum += _x.Load<TVector>(pixel, lane);
            }
        }

        return sum;
    }
}
