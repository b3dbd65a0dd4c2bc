using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Convolutions;

/// <summary>Adds what belongs to each window where an image is largest in it.</summary>
internal readonly ref struct PutBackKernel<T>(
    Operand<T> x, Operand<T> v, LaneWindows size, Span<T> destination)
    : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Operand<T> _x = x;
    private readonly Operand<T> _v = v;
    private readonly Span<T> _destination = destination;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        var (image, result) = (size.Grid.Image, size.Grid.Result);
        for (var feature = 0; feature < result.Features; feature++)
        {
            var (channel, place) = (feature / result.Pixels, feature % result.Pixels);
            var walk = Walk.OfPlace(size.Grid, place / result.Width, place % result.Width);
            for (var lane = begin; lane < end; lane += TVector.Count)
            {
                var added = _v.Load<TVector>(feature, lane);
                Put<TVector>(walk, channel * image.Pixels + walk.Pixel, added, lane);
            }
        }
    }

    private void Put<TVector>(in Walk walk, int first, TVector v, int lane)
        where TVector : struct, IVector<TVector, T>
    {
        ref var to = ref MemoryMarshal.GetReference(_destination);
        var where = Largest<TVector>(walk, first, lane);
        var (pixel, tap) = (first, 0);
        for (var row = 0; row < walk.Rows; row++, pixel += walk.PixelReturn)
        {
            for (var column = 0; column < walk.Columns; column++, pixel += walk.PixelStep)
            {
                var isHere = TVector.Equal(where, TVector.Create((double)tap++));
                var sum = TVector.Load(in to, pixel * size.Lanes + lane);
                TVector.Store(TVector.Select(isHere, sum + v, sum), ref to, pixel * size.Lanes + lane);
            }
        }
    }

    /// <summary>The number of the tap at which the window is largest.</summary>
    private TVector Largest<TVector>(in Walk walk, int pixel, int lane)
        where TVector : struct, IVector<TVector, T>
    {
        var (largest, where, tap) = (_x.Load<TVector>(pixel, lane), TVector.Create(0.0), 0);
        for (var row = 0; row < walk.Rows; row++, pixel += walk.PixelReturn)
        {
            for (var column = 0; column < walk.Columns; column++, pixel += walk.PixelStep)
            {
                var next = _x.Load<TVector>(pixel, lane);
                var isLarger = next > largest;
                largest = TVector.Select(isLarger, next, largest);
                where = TVector.Select(isLarger, TVector.Create((double)tap++), where);
            }
        }

        return where;
    }
}
