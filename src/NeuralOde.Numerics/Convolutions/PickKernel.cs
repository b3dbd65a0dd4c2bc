using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Convolutions;

/// <summary>In each window what stands where another image is largest.</summary>
internal readonly ref struct PickKernel<T>(Operand<T> x, Operand<T> u, LaneWindows size, Span<T> destination)
    : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Operand<T> _x = x;
    private readonly Operand<T> _u = u;
    private readonly Span<T> _destination = destination;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        ref var to = ref MemoryMarshal.GetReference(_destination);
        var (image, result) = (size.Grid.Image, size.Grid.Result);
        for (var feature = 0; feature < result.Features; feature++)
        {
            var (channel, place) = (feature / result.Pixels, feature % result.Pixels);
            var walk = Walk.OfPlace(size.Grid, place / result.Width, place % result.Width);
            for (var lane = begin; lane < end; lane += TVector.Count)
            {
                var picked = Largest<TVector>(walk, channel * image.Pixels + walk.Pixel, lane);
                TVector.Store(picked, ref to, feature * size.Lanes + lane);
            }
        }
    }

    private TVector Largest<TVector>(in Walk walk, int pixel, int lane)
        where TVector : struct, IVector<TVector, T>
    {
        var (largest, picked) = (_x.Load<TVector>(pixel, lane), _u.Load<TVector>(pixel, lane));
        for (var row = 0; row < walk.Rows; row++, pixel += walk.PixelReturn)
        {
            for (var column = 0; column < walk.Columns; column++, pixel += walk.PixelStep)
            {
                var next = _x.Load<TVector>(pixel, lane);
                var isLarger = next > largest;
                largest = TVector.Select(isLarger, next, largest);
                picked = TVector.Select(isLarger, _u.Load<TVector>(pixel, lane), picked);
            }
        }

        return picked;
    }
}
