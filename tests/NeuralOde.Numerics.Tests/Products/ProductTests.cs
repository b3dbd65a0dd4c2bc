using System.Numerics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;
using NeuralOde.TestKit;
using NeuralOde.TestKit.Programs;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Products;

[Trait("Category", "Bits")]
public sealed class ProductTests(ITestOutputHelper output)
{
    private static readonly (int Rows, int Columns)[] Sizes =
        [(1, 1), (2, 50), (50, 2), (7, 3), (13, 9), (8, 4), (0, 3), (3, 0), (1, 15), (16, 17), (17, 16), (9, 21)];

    [Fact]
    public void A_product_in_double_has_the_bits_of_the_sum_in_order_at_every_width() =>
        output.WriteLine($"products double {Hash<double>([8, 16, 24, 56])}");

    [Fact]
    public void A_product_in_float_has_the_bits_of_the_sum_in_order_at_every_width() =>
        output.WriteLine($"products float {Hash<float>([16, 32, 48, 112])}");

    [Fact]
    public void A_product_in_double_of_any_length_has_the_bits_of_the_sum_in_order() =>
        output.WriteLine($"products of all lengths double {AllLengths<double>(25)}");

    [Fact]
    public void A_product_in_float_of_any_length_has_the_bits_of_the_sum_in_order() =>
        output.WriteLine($"products of all lengths float {AllLengths<float>(49)}");

    [Fact]
    public void A_product_of_matrices_that_differ_by_lane_is_the_one_of_each_lane()
    {
        var (w, x, result) = (AnyValues.Of<double>(6 * 8, 1), AnyValues.Of<double>(3 * 8, 2), new double[2 * 8]);

        Product.Into(new(new(w, 8, false), 2, 3), new(x, 8, false), 8, result);

        for (var l = 0; l < 8; l++)
        {
            var sum = 0.0;
            for (var j = 0; j < 3; j++) sum = Math.FusedMultiplyAdd(w[(3 + j) * 8 + l], x[j * 8 + l], sum);
            Assert.Equal(sum, result[8 + l]);
        }
    }

    [Fact]
    public void Few_sums_of_many_terms_are_made_in_four_parts()
    {
        // Beside 10¹⁶ a single 1 is lost, but not the 2 that two of them make in a part of their own.
        var x = new double[16];
        (x[3], x[4], x[5]) = (1e16, 1, 1);
        var (ones, few, many) = (Enumerable.Repeat(1.0, 17 * 16).ToArray(), new double[16], new double[17]);

        Product.Into(new(new(ones, 1, true), 16, 16), new(x, 1, false), 1, few);
        Product.Into(new(new(ones, 1, true), 17, 16), new(x, 1, false), 1, many);

        Assert.All(few, sum => Assert.Equal(1e16 + 2, sum));
        Assert.All(many, sum => Assert.Equal(1e16, sum));
    }

    [Fact]
    public void A_product_in_float_is_near_that_in_double()
    {
        var (w, x) = (AnyValues.Of<double>(64 * 64, 1), AnyValues.Of<double>(64 * 32, 2));
        var (wide, narrow) = (new double[64 * 32], new float[64 * 32]);

        Product.Into(new(new(w, 1, true), 64, 64), new(x, 32, false), 32, wide);
        Product.Into(
            new(new([.. w.Select(e => (float)e)], 1, true), 64, 64), new([.. x.Select(e => (float)e)], 32, false), 32, narrow);

        // 64 terms below ¼, each rounded to 2⁻²⁴ of the sum so far.
        Assert.All(wide.Zip(narrow), pair => Assert.Equal(pair.First, pair.Second, 64 * 16 * Math.Pow(2, -24)));
    }

    [Fact]
    public void A_destination_of_another_size_is_refused() => Assert.Contains("2 rows in 8 lanes", Assert.Throws<ArgumentException>(
        () => Product.Into(new(new(new double[6], 1, true), 2, 3), new(new double[24], 8, false), 8, new double[17])).Message);

    [Fact]
    public void A_matrix_with_too_few_entries_is_refused() => Assert.Contains("6 features", Assert.Throws<ArgumentException>(
        () => Product.Into(new(new(new double[5], 1, true), 2, 3), new(new double[24], 8, false), 8, new double[16])).Message);

    [Fact]
    public void Panels_without_room_for_the_bias_are_refused() => Assert.Contains("hold the bias too", Assert.Throws<ArgumentException>(
        () => PackedProduct.Pack(new(new(new double[6], 1, true), 2, 3), new Panels<double>(new double[24], 2, 3))).Message);

    private static string Hash<T>(int[] widths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Fingerprint.Of(
        [.. from lanes in widths from size in Sizes from turned in new[] { false, true } select Check<T>(size, lanes, turned)]);

    /// <summary>Rows, columns and lanes from 0 or 1 to 3 vectors and one more.</summary>
    private static string AllLengths<T>(int longest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Fingerprint.Of(
        [
            .. Enumerable.Range(0, longest + 1).SelectMany(length => new[]
            {
                Check<T>((length, 5), 32, false), Check<T>((5, length), 32, true), Check<T>((length, 5), 1, true),
                Check<T>((5, length), 1, false), Check<T>((11, 5), 1 + length, false),
            }),
        ]);

    private static T[] Check<T>((int Rows, int Columns) size, int lanes, bool isTransposed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, columns) = size;
        var (w, x, bias) = (AnyValues.Of<T>(rows * columns, 1), AnyValues.Of<T>(columns * lanes, 2), AnyValues.Of<T>(rows, 3));
        var expected = new T[rows * lanes];
        for (var i = 0; i < rows; i++)
        {
            for (var l = 0; l < lanes; l++)
            {
                expected[i * lanes + l] = NaiveSum.Of(
                    size, bias[i], j => (isTransposed ? w[j * rows + i] : w[i * columns + j], x[j * lanes + l]));
            }
        }

        Assert.Equal(expected, At<Wide512<T>>());
        Assert.Equal(expected, At<Wide256<T>>());
        Assert.Equal(expected, At<Wide128<T>>());
        Assert.Equal(expected, At<Wide1<T>>());
        return expected;

        T[] At<TVector>()
            where TVector : struct, IVector<TVector, T>
        {
            var (plain, packed) = (new T[rows * lanes], new T[rows * lanes]);
            var matrix = new Matrix<T>(new(w, 1, true), rows, columns) { Bias = new(bias, 1, true), IsTransposed = isTransposed };
            var panels = new Panels<T>(new T[Panels<T>.LengthOf(rows, columns + 1)], rows, columns + 1);
            PackedProduct.Pack(matrix, panels);
            var vector = new Operand<T>(x, lanes, false);
            Widest.Run<ProductKernel<T>, TVector, T>(new(matrix, vector, lanes, plain), lanes);
            Widest.Run<PackedProductKernel<FromBias, T>, TVector, T>(new(panels, vector, lanes, packed), lanes);
            Assert.Equal(plain, packed);
            return packed;
        }
    }
}
