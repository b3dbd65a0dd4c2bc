using NeuralOde.Core.Solving;
using Xunit;

namespace NeuralOde.Core.Tests.Solving;

public sealed class RationalTests
{
    [Fact]
    public void A_fraction_is_kept_in_lowest_terms() =>
        Assert.Equal("-2/3", (Rational.Parse("4/-6")).ToString());

    [Fact]
    public void A_decimal_is_read_exactly() => Assert.Equal(Rational.Of(161, 1000), Rational.Parse("0.161"));

    [Fact]
    public void Sums_and_products_are_exact() => Assert.Equal(
        Rational.One, Rational.Of(1, 3) + Rational.Of(2, 3) * (1 - Rational.Of(1, 2)) / Rational.Of(1, 2));

    [Theory]
    [InlineData("19372/6561", 19372.0 / 6561)]
    [InlineData("-1/3", -1.0 / 3)]
    [InlineData("0.09646076681806523", 0.09646076681806523)]
    [InlineData("-17.5", -17.5)]
    [InlineData("0", 0.0)]
    public void The_double_is_the_nearest_one(string text, double expected) =>
        Assert.Equal(expected, Rational.Parse(text).ToDouble());
}
