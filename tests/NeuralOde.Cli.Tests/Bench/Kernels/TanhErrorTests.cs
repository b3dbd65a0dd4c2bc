using NeuralOde.Cli.Bench.Kernels;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench.Kernels;

public sealed class TanhErrorTests
{
    [Theory]
    [InlineData(0.001, "0.000999999666666799999946031768")]
    [InlineData(0.5, "0.462117157260009758502318483643")]
    [InlineData(10, "0.999999995877692763619592837364")]
    public void The_exact_value_has_25_digits(double x, string digits) => Assert.InRange(
        TanhError.Exact((decimal)x) / decimal.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) - 1,
        -1e-24m,
        1e-24m);

    [Fact]
    public void A_neighbour_of_the_rounded_value_is_between_half_and_one_and_a_half_away()
    {
        var near = Math.Tanh(0.3);

        Assert.InRange(TanhError.Ulps(0.3, near), 0, 1);
        Assert.InRange(TanhError.Ulps(0.3, Math.BitIncrement(Math.BitIncrement(near))), 1, 3);
        Assert.InRange(TanhError.Ulps(0.3f, MathF.BitIncrement((float)Math.Tanh(0.3f))), 0.5, 1.5);
    }

    [Fact]
    public void The_worst_of_a_function_that_is_rounded_well_is_below_one() =>
        Assert.InRange(TanhError.Worst<float>(Rounded), 0.4, 0.6);

    private static void Rounded(ReadOnlySpan<float> x, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = (float)Math.Tanh(x[i]);
    }
}
