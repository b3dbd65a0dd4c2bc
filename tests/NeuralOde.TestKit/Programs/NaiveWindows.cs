using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.TestKit.Programs;

/// <summary>The operations on images for one lane, pixel by pixel, from their definitions alone.</summary>
public static class NaiveWindows
{
    /// <summary>The value of an operation for its arguments.</summary>
    public static T[] Of<T>(Operation operation, T[][] x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => operation switch
        {
            Operation.Convolution(var size) => Convolution(size, x[0], x[1], x.Length > 2 ? x[2] : null),
            Operation.TransposedConvolution(var size) => Transposed(size, x[0], x[1]),
            Operation.ConvolutionOuter(var size) => Outer(size, x[0], x[1]),
            Operation.Pool(WindowFunction.Sum, var grid) => Sum(grid, x[0]),
            Operation.Pool(WindowFunction.Spread, var grid) => Spread(grid, x[0]),
            Operation.Pool(WindowFunction.Pick, var grid) => [.. Largest(grid, x[0]).Select(i => x[1][i])],
            Operation.Pool(WindowFunction.PutBack, var grid) => PutBack(grid, x[0], x[1]),
            _ => throw Unreachable.Case(operation),
        };

    private static T[] Convolution<T>(ConvolutionSize size, T[] w, T[] x, T[]? bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[size.Result.Features];
        for (var i = 0; i < result.Length; i++)
        {
            var sum = bias is null ? T.Zero : bias[i / size.Grid.Count];
            foreach (var (weight, pixel, place) in Terms(size))
            {
                if (place == i) sum = T.FusedMultiplyAdd(w[weight], x[pixel], sum);
            }

            result[i] = sum;
        }

        return result;
    }

    private static T[] Transposed<T>(ConvolutionSize size, T[] w, T[] v)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[size.Grid.Image.Features];
        foreach (var (weight, pixel, place) in Terms(size))
        {
            result[pixel] = T.FusedMultiplyAdd(w[weight], v[place], result[pixel]);
        }

        return result;
    }

    private static T[] Outer<T>(ConvolutionSize size, T[] v, T[] x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[size.Weights];
        foreach (var (weight, pixel, place) in Terms(size))
        {
            result[weight] = T.FusedMultiplyAdd(v[place], x[pixel], result[weight]);
        }

        return result;
    }

    /// <summary>
    /// Weight, feature of the image and feature of the result of every product; by weights, then by places.
    /// </summary>
    public static IEnumerable<(int Weight, int Pixel, int Place)> Terms(ConvolutionSize size)
    {
        var (grid, image, window) = (size.Grid, size.Grid.Image, size.Grid.Window);
        for (var weight = 0; weight < size.Weights; weight++)
        {
            var (entry, channel) = (weight % window.Size, weight / window.Size % image.Channels);
            for (var place = 0; place < grid.Count; place++)
            {
                if (Pixel(grid, place, entry) is not { } pixel) continue;
                yield return (
                    weight,
                    channel * image.Pixels + pixel,
                    weight / window.Size / image.Channels * grid.Count + place);
            }
        }
    }

    private static int? Pixel(WindowGrid grid, int place, int entry)
    {
        var row = place / grid.Columns * grid.Window.Stride - grid.Window.Padding + entry / grid.Window.Width;
        var column = place % grid.Columns * grid.Window.Stride - grid.Window.Padding + entry % grid.Window.Width;
        return row >= 0 && row < grid.Image.Height && column >= 0 && column < grid.Image.Width
            ? row * grid.Image.Width + column
            : null;
    }

    /// <summary>The features of the image in the window of a feature of the result.</summary>
    private static IEnumerable<int> Window(WindowGrid grid, int feature) =>
        from entry in Enumerable.Range(0, grid.Window.Size)
        let pixel = Pixel(grid, feature % grid.Count, entry)
        where pixel is not null
        select feature / grid.Count * grid.Image.Pixels + pixel.Value;

    private static T[] Sum<T>(WindowGrid grid, T[] x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
    [
        .. Enumerable.Range(0, grid.Result.Features).Select(
            feature => Window(grid, feature).Aggregate(T.Zero, (sum, pixel) => sum + x[pixel])),
    ];

    private static T[] Spread<T>(WindowGrid grid, T[] v)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[grid.Image.Features];

        // By entries of the window in order, as a convolution with ones would.
        for (var entry = 0; entry < grid.Window.Size; entry++)
        {
            for (var i = 0; i < v.Length; i++)
            {
                if (Pixel(grid, i % grid.Count, entry) is not { } pixel) continue;
                result[i / grid.Count * grid.Image.Pixels + pixel] += v[i];
            }
        }

        return result;
    }

    private static int[] Largest<T>(WindowGrid grid, T[] x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
    [
        .. Enumerable.Range(0, grid.Result.Features).Select(
            feature => Window(grid, feature).Aggregate((best, next) => x[next] > x[best] ? next : best)),
    ];

    private static T[] PutBack<T>(WindowGrid grid, T[] x, T[] v)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[grid.Image.Features];
        foreach (var (where, value) in Largest(grid, x).Zip(v)) result[where] += value;
        return result;
    }
}
