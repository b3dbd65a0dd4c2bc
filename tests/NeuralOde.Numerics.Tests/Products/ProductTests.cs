using System.Numerics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;
using NeuralOde.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Products;

[Trait("Category", "Bits")]
public sealed class ProductTests(ITestOutputHelper output)
{
    private static readonly (int Rows, int Columns)[] Sizes =
        [(1, 1), (2, 50), (50, 2), (7, 3), (13, 9), (8, 4), (0, 3), (3, 0)];

    [Fact]
    public void A_product_in_double_has_the_bits_of_the_sum_in_order_at_every_width() =>
        output.WriteLine($"products double {Hash<double>([8, 16, 24, 56])}");

    [Fact]
    public void A_product_in_float_has_the_bits_of_the_sum_in_order_at_every_width() =>
        output.WriteLine($"products float {Hash<float>([16, 32, 48, 112])}");

    [Fact]
    public void A_product_of_matrices_that_differ_by_lane_is_the_one_of_each_lane()
    {
        var (w, x, result) = (Values<double>(6 * 8, 1), Values<double>(3 * 8, 2), new double[2 * 8]);

        Product.Into(new(new(w, 8, false), 2, 3), new(x, 8, false), 8, result);

        for (var l = 0; l < 8; l++)
        {
            var sum = 0.0;
            for (var j = 0; j < 3; j++) sum = Math.FusedMultiplyAdd(w[(3 + j) * 8 + l], x[j * 8 + l], sum);
            Assert.Equal(sum, result[8 + l]);
        }
    }

    [Fact]
    public void A_destination_of_another_size_is_refused() => Assert.Contains("2 rows in 8 lanes", Assert.Throws<ArgumentException>(
        () => Product.Into(new(new(new double[6], 1, true), 2, 3), new(new double[24], 8, false), 8, new double[17])).Message);

    [Fact]
    public void A_matrix_with_too_few_entries_is_refused() => Assert.Contains("6 features", Assert.Throws<ArgumentException>(
        () => Product.Into(new(new(new double[5], 1, true), 2, 3), new(new double[24], 8, false), 8, new double[16])).Message);

    private static string Hash<T>(int[] widths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var results = new List<T[]>();
        foreach (var lanes in widths)
        {
            foreach (var (rows, columns) in Sizes)
            {
                results.Add(Check<T>(rows, columns, lanes, isTransposed: false));
                results.Add(Check<T>(rows, columns, lanes, isTransposed: true));
            }
        }

        return Fingerprint.Of(results);
    }

    private static T[] Check<T>(int rows, int columns, int lanes, bool isTransposed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (w, x, bias) = (Values<T>(rows * columns, 1), Values<T>(columns * lanes, 2), Values<T>(rows, 3));
        var expected = new T[rows * lanes];
        for (var i = 0; i < rows; i++)
        {
            for (var l = 0; l < lanes; l++)
            {
                var sum = bias[i];
                for (var j = 0; j < columns; j++)
                {
                    sum = T.FusedMultiplyAdd(
                        isTransposed ? w[j * rows + i] : w[i * columns + j], x[j * lanes + l], sum);
                }

                expected[i * lanes + l] = sum;
            }
        }

        Assert.Equal(expected, At<Wide512<T>>(w, x, bias, isTransposed));
        Assert.Equal(expected, At<Wide256<T>>(w, x, bias, isTransposed));
        Assert.Equal(expected, At<Wide128<T>>(w, x, bias, isTransposed));
        Assert.Equal(expected, At<Wide1<T>>(w, x, bias, isTransposed));
        return expected;

        T[] At<TVector>(T[] weights, T[] vector, T[] start, bool transposed)
            where TVector : struct, IVector<TVector, T>
        {
            var result = new T[rows * lanes];
            var matrix = new Matrix<T>(new(weights, 1, true), rows, columns) { Bias = new(start, 1, true), IsTransposed = transposed };
            Widest.Run<SharedProductKernel<T>, TVector, T>(
                new(matrix, new(vector, lanes, false), lanes, result), lanes);
            return result;
        }
    }

    private static T[] Values<T>(int count, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(1, count).Select(i => T.CreateChecked((i * 0.6180339887498949 * seed % 1) - 0.5))];
}
