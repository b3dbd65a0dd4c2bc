using Xunit;

namespace NeuralOde.Numerics.Tests.Functions;

/// <summary>Both forms of tanh, over grids that are dense where rounding shows and over any pattern of bits.</summary>
public sealed class HyperbolicTangentTests
{
    public static TheoryData<string, double> Forms => new() { { "fast", 5 }, { "accurate", 3 } };

    [Theory, MemberData(nameof(Forms))]
    public void In_float_it_is_as_near_as_it_promises_from_the_smallest_number_to_infinity(string form, double ulp)
    {
        var worst = 0.0;
        for (var bits = 1; bits < 0x7F800000; bits += 2003)
        {
            var x = BitConverter.Int32BitsToSingle(bits);
            var exact = Math.Tanh(x); // a few units of double: nothing beside one of float
            var error = Math.Abs(Of(form, x) - exact) / Math.ScaleB(1, Math.Max(Math.ILogB(exact) - 23, -149));
            worst = Math.Max(worst, exact == 1 ? error * 2 : error);
        }

        Assert.InRange(worst, 0.5, ulp);
    }

    [Theory, MemberData(nameof(Forms))]
    public void In_double_it_is_as_near_as_it_promises_where_it_bends(string form, double ulp)
    {
        var worst = 0.0;
        for (var i = 0; i < 600; i++)
        {
            var x = 0.1 + 3 * ((i + 1) * 0.6180339887498949 % 1);
            worst = Math.Max(worst, Exact.Ulps(Of(form, x), Exact.Tanh(Exact.Of(x))));
        }

        Assert.InRange(worst, 0.5, ulp);
    }

    [Theory, MemberData(nameof(Forms))]
    public void It_is_odd_and_never_above_1_for_any_bits(string form, double _)
    {
        var bits = 0x9E3779B97F4A7C15;
        for (var i = 0; i < 20_000; i++)
        {
            bits = bits * 6364136223846793005 + 1442695040888963407;
            // Half of them with an exponent near that of 1, where the function bends.
            var near = (bits & 0x800FFFFFFFFFFFFF) | (1019 + (bits >> 13 & 7)) << 52;
            var x = BitConverter.UInt64BitsToDouble(i % 2 == 0 ? bits : near);
            var y = i % 2 == 0 ? BitConverter.UInt32BitsToSingle((uint)(bits >> 32)) : (float)x;
            AssertOdd(x, Of(form, x), Of(form, -x));
            AssertOdd(y, Of(form, y), Of(form, -y));
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Of_a_tiny_number_it_is_the_number_and_of_a_large_one_1(string form, double _)
    {
        foreach (var x in Arguments.Special<double>().Where(x => Math.Abs(x) is < 1e-9 or > 20))
        {
            Assert.Equal(double.IsNaN(x) || Math.Abs(x) < 1 ? x : Math.Sign(x), Of(form, x));
        }

        foreach (var x in Arguments.Special<float>().Where(x => Math.Abs(x) is 0 or > 10 || float.IsNaN(x)))
        {
            Assert.Equal(float.IsNaN(x) || x == 0 ? x : Math.Sign(x), Of(form, x));
        }
    }

    private static void AssertOdd(double x, double value, double mirrored)
    {
        if (double.IsNaN(x)) Assert.True(double.IsNaN(value));
        else Assert.Equal(-value, mirrored);
        Assert.False(Math.Abs(value) > 1);
        Assert.False(value * x < 0);
    }

    private static double Of(string form, double x) =>
        form == "fast" ? Elementwise.Tanh(x) : Elementwise.AccurateTanh(x);

    private static float Of(string form, float x) =>
        form == "fast" ? Elementwise.Tanh(x) : Elementwise.AccurateTanh(x);
}
