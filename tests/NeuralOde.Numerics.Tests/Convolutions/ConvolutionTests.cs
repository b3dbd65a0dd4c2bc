using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Numerics.Convolutions;
using NeuralOde.Numerics.Vectors;
using NeuralOde.TestKit;
using NeuralOde.TestKit.Programs;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Convolutions;

[Trait("Category", "Bits")]
public sealed class ConvolutionTests(ITestOutputHelper output)
{
    /// <summary>Panels that are full, missing and cut; strides, paddings and windows of every kind.</summary>
    private static readonly ConvolutionSize[] Sizes =
    [
        new(new(new(1, 3, 4), new(3, 3, 1, 1)), 9),
        new(new(new(3, 5, 5), new(4, 4, 2, 1)), 8),
        new(new(new(9, 4, 3), new(2, 3)), 2),
        new(new(new(8, 1, 6), new(1, 3, 2)), 17),
        new(new(new(2, 2, 2), new(2, 2)), 3),
        new(new(new(10, 3, 3), new(1, 1, 3)), 40),
    ];

    [Fact]
    public void A_convolution_in_double_has_the_bits_of_the_sums_in_order_at_every_width() =>
        output.WriteLine($"convolutions double {Hash<double>([8, 24])}");

    [Fact]
    public void A_convolution_in_float_has_the_bits_of_the_sums_in_order_at_every_width() =>
        output.WriteLine($"convolutions float {Hash<float>([16, 48])}");

    [Fact]
    public void A_destination_of_another_size_is_refused() => Assert.Contains(
        "in 8 lanes does not fit a destination of 7 values",
        Assert.Throws<ArgumentException>(() => Convolution.Into(
            new Filter<double>(new(new double[Sizes[4].Weights], 1, true), Sizes[4]),
            new(new double[8 * 8], 8, false), 8, new double[7])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Room_that_is_too_small_for_the_sums_is_refused() => Assert.Throws<ArgumentException>(
        () => Convolution.AddOuterSum(
            new(new double[3 * 8], 8, false), new(new double[8 * 8], 8, false), new(Sizes[4], 8),
            new FilterSums<double>(new double[9], new double[Sizes[4].Weights])));

    [Fact]
    public void Sums_for_an_image_that_all_lanes_share_are_those_of_its_copies()
    {
        foreach (var size in Sizes)
        {
            const int Lanes = 16;
            var (v, x) = (Values<double>(size.Result.Features * Lanes, 4), Values<double>(size.Grid.Image.Features, 3));
            double[] copies = [.. x.SelectMany(pixel => Enumerable.Repeat(pixel, Lanes))];
            var all = new LaneConvolution(size, Lanes);
            var (shared, copied) = (new double[size.Weights], new double[size.Weights]);

            Convolution.AddOuterSum(
                new(v, Lanes, false), new(x, 1, true), all, new FilterSums<double>(new double[all.Scratch], shared));
            Convolution.AddOuterSum(
                new(v, Lanes, false), new(copies, Lanes, false), all, new FilterSums<double>(new double[all.Scratch], copied));

            Assert.Equal(copied, shared);
        }
    }

    private static string Hash<T>(int[] lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var results = new List<T[]>();
        foreach (var size in Sizes)
        {
            foreach (var count in lanes)
            {
                results.Add(Forwards<T>(size, count));
                results.Add(Backwards<T>(size, count));
                results.Add(Sums<T>(size, count));
            }
        }

        return Fingerprint.Of(results);
    }

    private static T[] Forwards<T>(ConvolutionSize size, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (w, b) = (Values<T>(size.Weights, 1), Values<T>(size.Channels, 2));
        var x = Values<T>(size.Grid.Image.Features * lanes, 3);

        return AtEveryWidth(
            new Filter<T>(new(w, 1, true), size) { Bias = new(b, 1, true) }, x, lanes,
            ByLane(x, lanes, image => NaiveWindows.Of(new Operation.Convolution(size), [w, image, b])));
    }

    private static T[] Backwards<T>(ConvolutionSize size, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var w = Values<T>(size.Weights, 1);
        var v = Values<T>(size.Result.Features * lanes, 4);

        return AtEveryWidth(
            new Filter<T>(new(w, 1, true), size) { IsTransposed = true }, v, lanes,
            ByLane(v, lanes, result => NaiveWindows.Of(new Operation.TransposedConvolution(size), [w, result])));
    }

    private static T[] AtEveryWidth<T>(Filter<T> filter, T[] x, int lanes, T[] expected)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var panels = new T[filter.Size.Weights];
        Convolution.Pack(filter.Weights, filter.Size, filter.IsTransposed, panels);
        var packed = new Filter<T>(filter.Weights, filter.Size)
        {
            Bias = filter.Bias,
            IsTransposed = filter.IsTransposed,
            Panels = panels,
        };

        var plain = new T[expected.Length];
        Convolution.Into(filter, new(x, lanes, false), lanes, plain);
        Assert.Equal(expected, plain);
        Assert.Equal(expected, At<Wide512<T>>(packed));
        Assert.Equal(expected, At<Wide256<T>>(packed));
        Assert.Equal(expected, At<Wide128<T>>(packed));
        Assert.Equal(expected, At<Wide1<T>>(packed));
        return expected;

        T[] At<TVector>(Filter<T> weights)
            where TVector : struct, IVector<TVector, T>
        {
            var result = new T[expected.Length];
            Widest.Run<PackedConvolutionKernel<T>, TVector, T>(
                new(weights, new(x, lanes, false), lanes, result), lanes);
            return result;
        }
    }

    /// <summary>From 0 over the places, and at each of them over the lanes; then added.</summary>
    private static T[] Sums<T>(ConvolutionSize size, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (image, result) = (size.Grid.Image.Features, size.Result.Features);
        var (v, x) = (Values<T>(result * lanes, 4), Values<T>(image * lanes, 3));
        var start = Values<T>(size.Weights, 5);
        var sums = new T[size.Weights];
        foreach (var (weight, pixel, place) in NaiveWindows.Terms(size))
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                sums[weight] = T.FusedMultiplyAdd(x[pixel * lanes + lane], v[place * lanes + lane], sums[weight]);
            }
        }

        T[] expected = [.. start.Zip(sums, (first, sum) => first + sum)];
        Assert.Equal(expected, Plain());
        Assert.Equal(expected, At<Wide512<T>>());
        Assert.Equal(expected, At<Wide256<T>>());
        Assert.Equal(expected, At<Wide128<T>>());
        Assert.Equal(expected, At<Wide1<T>>());
        return expected;

        T[] Plain()
        {
            T[] to = [.. start];
            PlainFilterSum.AddTo(to, new(v, lanes, false), new(x, lanes, false), new(size, lanes));
            return to;
        }

        T[] At<TVector>()
            where TVector : struct, IVector<TVector, T>
        {
            T[] to = [.. start];
            var all = new LaneConvolution(size, lanes);
            Widest.Run<FilterSumKernel<T>, TVector, T>(
                new(new(v, lanes, false), new(x, lanes, false), all, new(new T[all.Scratch], to)), TVector.Count);
            return to;
        }
    }

    /// <summary>A function of one lane's features, of every lane.</summary>
    private static T[] ByLane<T>(T[] x, int lanes, Func<T[], T[]> function)
    {
        var results = Enumerable.Range(0, lanes)
            .Select(lane => function([.. Enumerable.Range(0, x.Length / lanes).Select(f => x[f * lanes + lane])]))
            .ToArray();
        return [.. Enumerable.Range(0, results[0].Length).SelectMany(f => results.Select(result => result[f]))];
    }

    private static T[] Values<T>(int count, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(1, count).Select(i => T.CreateChecked((i * 0.6180339887498949 * seed % 1) - 0.5))];
}
