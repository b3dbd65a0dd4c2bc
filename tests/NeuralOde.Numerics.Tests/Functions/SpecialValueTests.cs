using Xunit;

namespace NeuralOde.Numerics.Tests.Functions;

/// <summary>
/// Zeros, infinities, NaN, subnormals and overflow; the expected values are
/// those of IEEE 754 and C99 Annex F.
/// </summary>
public sealed class SpecialValueTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    public static TheoryData<string, double, double> Unary => new()
    {
        { "Exp", 0, 1 }, { "Exp", -0.0, 1 }, { "Exp", Inf, Inf }, { "Exp", -Inf, 0 }, { "Exp", NaN, NaN },
        { "Exp", 709.79, Inf }, { "Exp", -745.14, 0 }, { "Exp", -745.13, double.Epsilon },
        { "Exp", -744.44007192138126, double.Epsilon },
        { "Expm1", 0, 0 }, { "Expm1", -0.0, -0.0 }, { "Expm1", Inf, Inf }, { "Expm1", -Inf, -1 }, { "Expm1", NaN, NaN },
        { "Expm1", double.Epsilon, double.Epsilon }, { "Expm1", 709.79, Inf },
        { "Log", 1, 0 }, { "Log", 0, -Inf }, { "Log", -0.0, -Inf }, { "Log", -1, NaN }, { "Log", Inf, Inf },
        { "Log", -Inf, NaN }, { "Log", NaN, NaN }, { "Log", double.Epsilon, -744.44007192138126 },
        { "Log1p", 0, 0 }, { "Log1p", -0.0, -0.0 }, { "Log1p", -1, -Inf }, { "Log1p", -2, NaN }, { "Log1p", Inf, Inf },
        { "Log1p", NaN, NaN }, { "Log1p", double.Epsilon, double.Epsilon },
        { "Sin", 0, 0 }, { "Sin", -0.0, -0.0 }, { "Sin", Inf, NaN }, { "Sin", -Inf, NaN }, { "Sin", NaN, NaN },
        { "Sin", double.Epsilon, double.Epsilon }, { "Sin", 1e16, NaN },
        { "Cos", 0, 1 }, { "Cos", Inf, NaN }, { "Cos", NaN, NaN }, { "Tan", -0.0, -0.0 }, { "Tan", Inf, NaN },
        { "Sinh", -0.0, -0.0 }, { "Sinh", Inf, Inf }, { "Sinh", -Inf, -Inf }, { "Sinh", NaN, NaN },
        { "Sinh", 710.5, Inf },
        { "Cosh", 0, 1 }, { "Cosh", -Inf, Inf }, { "Cosh", NaN, NaN }, { "Cosh", -710.5, Inf },
        { "Tanh", 0, 0 }, { "Tanh", -0.0, -0.0 }, { "Tanh", Inf, 1 }, { "Tanh", -Inf, -1 }, { "Tanh", NaN, NaN },
        { "Tanh", double.Epsilon, double.Epsilon },
        { "AccurateTanh", 0, 0 }, { "AccurateTanh", -0.0, -0.0 }, { "AccurateTanh", Inf, 1 },
        { "AccurateTanh", -Inf, -1 }, { "AccurateTanh", NaN, NaN }, { "AccurateTanh", double.Epsilon, double.Epsilon },
        { "Sigmoid", 0, 0.5 }, { "Sigmoid", Inf, 1 }, { "Sigmoid", -Inf, 0 }, { "Sigmoid", NaN, NaN },
        { "Sqrt", -0.0, -0.0 }, { "Sqrt", -1, NaN }, { "Sqrt", Inf, Inf }, { "Floor", -0.5, -1 },
        { "Floor", -0.0, -0.0 },
        { "Sign", -3, -1 }, { "Sign", 0, 0 }, { "Sign", -0.0, -0.0 }, { "Sign", NaN, NaN }, { "Abs", -0.0, 0 },
    };

    public static TheoryData<double, double, double> Powers => new()
    {
        { 2, 10, 1024 }, { -2, 3, -8 }, { -2, 2, 4 }, { -2, -1, -0.5 }, { -2, 0.5, NaN }, { 10, 2, 100 }, { 3, 4, 81 },
        { 0, 0, 1 }, { NaN, 0, 1 }, { 1, NaN, 1 }, { NaN, 1, NaN }, { 2, NaN, NaN }, { -1, NaN, NaN },
        { 0, 3, 0 }, { -0.0, 3, -0.0 }, { -0.0, 2, 0 }, { 0, -1, Inf }, { -0.0, -1, -Inf }, { -0.0, -2, Inf },
        { 0, Inf, 0 }, { 0, -Inf, Inf }, { -1, Inf, 1 }, { -1, -Inf, 1 }, { 2, Inf, Inf }, { 2, -Inf, 0 },
        { 0.5, Inf, 0 }, { 0.5, -Inf, Inf }, { Inf, 2, Inf }, { Inf, -2, 0 }, { -Inf, 3, -Inf }, { -Inf, 2, Inf },
        { -Inf, -3, -0.0 }, { -Inf, 0.5, Inf }, { 10, 400, Inf }, { 10, -400, 0 }, { 2, -1074, double.Epsilon },
        { -1, 9007199254740992, 1 }, { 1.1, 2, 1.1 * 1.1 }, { 1e200, 2, Inf }, { 7.3, 1, 7.3 },
    };

    [Theory, MemberData(nameof(Unary))]
    public void A_function_of_a_special_value_is_the_standard_one(string name, double x, double expected)
    {
        var actual = name switch
        {
            "Exp" => Elementwise.Exp(x),
            "Expm1" => Elementwise.Expm1(x),
            "Log" => Elementwise.Log(x),
            "Log1p" => Elementwise.Log1p(x),
            "Sin" => Elementwise.Sin(x),
            "Cos" => Elementwise.Cos(x),
            "Tan" => Elementwise.Tan(x),
            "Sinh" => Elementwise.Sinh(x),
            "Cosh" => Elementwise.Cosh(x),
            "Tanh" => Elementwise.Tanh(x),
            "AccurateTanh" => Elementwise.AccurateTanh(x),
            "Sigmoid" => Elementwise.Sigmoid(x),
            "Sqrt" => Elementwise.Sqrt(x),
            "Floor" => Elementwise.Floor(x),
            "Sign" => Elementwise.Sign(x),
            _ => Elementwise.Abs(x),
        };

        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(
            double.IsNaN(actual) ? NaN : actual));
    }

    [Theory, MemberData(nameof(Powers))]
    public void A_power_of_special_values_is_the_standard_one(double x, double y, double expected)
    {
        var actual = Elementwise.Power(x, y);

        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(
            double.IsNaN(actual) ? NaN : actual));
    }

    [Fact]
    public void The_smaller_and_the_larger_are_NaN_if_either_is()
    {
        Assert.Equal(NaN, Elementwise.Minimum(NaN, 1.0));
        Assert.Equal(NaN, Elementwise.Minimum(1.0, NaN));
        Assert.Equal(NaN, Elementwise.Maximum(NaN, 1.0));
        Assert.Equal(NaN, Elementwise.Maximum(1.0, NaN));
    }

    [Fact]
    public void A_comparison_with_NaN_is_0()
    {
        Assert.Equal(0.0, Elementwise.Less(NaN, 1.0));
        Assert.Equal(0.0, Elementwise.LessOrEqual(1.0, NaN));
        Assert.Equal(0.0, Elementwise.Equal(NaN, NaN));
    }
}
