using System.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Convolutions;

/// <summary>The sums for the weights where an operand is shared by the lanes: term by term.</summary>
internal static class PlainFilterSum
{
    public static void AddTo<T>(Span<T> sums, Operand<T> v, Operand<T> x, in LaneConvolution size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (grid, pixels) = (size.Convolution.Grid, size.Convolution.Result.Pixels);
        for (var weight = 0; weight < sums.Length; weight++)
        {
            var (channel, entry) = (weight / size.Convolution.Row, weight % size.Convolution.Row);
            var cover = Cover.Of(grid, entry % grid.Window.Size);
            var (firstV, firstX) = (channel * pixels, entry / grid.Window.Size * grid.Image.Pixels);
            var sum = Wide1<T>.Create(0.0);
            for (var place = 0; place < cover.Rows * cover.Columns; place++)
            {
                var (row, column) = (place / cover.Columns, place % cover.Columns);
                var at = firstV + cover.PlaceOf(row) + column;
                var pixel = firstX + cover.PixelOf(row) + column * cover.Stride;
                for (var lane = 0; lane < size.Lanes; lane++)
                {
                    sum = Wide1<T>.FusedMultiplyAdd(
                        x.Load<Wide1<T>>(pixel, lane), v.Load<Wide1<T>>(at, lane), sum);
                }
            }

            sums[weight] += sum.Value;
        }
    }
}
