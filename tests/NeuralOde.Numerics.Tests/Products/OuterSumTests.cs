using System.Numerics;
using System.Runtime.InteropServices;
using NeuralOde.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Products;

[Trait("Category", "Bits")]
public sealed class OuterSumTests(ITestOutputHelper output)
{
    [Fact]
    public void Sums_in_double_have_the_bits_of_the_canonical_order() =>
        output.WriteLine($"outer sums double {Hash<double>(8)}");

    [Fact]
    public void Sums_in_float_have_the_bits_of_the_canonical_order() =>
        output.WriteLine($"outer sums float {Hash<float>(16)}");

    [Fact]
    public void Lanes_that_fill_no_granule_are_refused() => Assert.Contains("granule", Assert.Throws<ArgumentException>(
        () => OuterSum.AddTo(new(new double[12], 12, false), new(new double[12], 12, false), new(1, 1, 12), new double[1])).Message);

    private static string Hash<T>(int granule)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var results = new List<T[]>();
        foreach (var (rows, columns) in new[] { (1, 1), (4, 4), (5, 7), (9, 2), (3, 8) })
        {
            foreach (var (left, right) in new[] { (false, false), (true, false), (false, true) })
            {
                results.Add(Check<T>(new(rows, columns, 3 * granule), left, right));
            }
        }

        return Fingerprint.Of(results);
    }

    private static T[] Check<T>(OuterSize size, bool leftIsShared, bool rightIsShared)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Values<T>(size.Rows * (leftIsShared ? 1 : size.Lanes), 1);
        var y = Values<T>(size.Columns * (rightIsShared ? 1 : size.Lanes), 2);
        var sums = Values<T>(size.Rows * size.Columns, 3);
        var expected = sums.Select((start, i) => start + Sum(
            lane => leftIsShared ? x[i / size.Columns] : x[i / size.Columns * size.Lanes + lane],
            lane => rightIsShared ? y[i % size.Columns] : y[i % size.Columns * size.Lanes + lane],
            size.Lanes)).ToArray();

        OuterSum.AddTo(
            new(x, leftIsShared ? 1 : size.Lanes, leftIsShared),
            new(y, rightIsShared ? 1 : size.Lanes, rightIsShared), size, sums);

        Assert.Equal(expected, sums);
        return sums;
    }

    /// <summary>The places of a granule over the granules in order, then folded in halves.</summary>
    private static T Sum<T>(Func<int, T> x, Func<int, T> y, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var places = new T[64 / Marshal.SizeOf<T>()];
        for (var lane = 0; lane < lanes; lane++)
        {
            places[lane % places.Length] = T.FusedMultiplyAdd(x(lane), y(lane), places[lane % places.Length]);
        }

        for (var half = places.Length / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++) places[i] += places[i + half];
        }

        return places[0];
    }

    private static T[] Values<T>(int count, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(1, count).Select(i => T.CreateChecked((i * 0.6180339887498949 * seed % 1) - 0.5))];
}
