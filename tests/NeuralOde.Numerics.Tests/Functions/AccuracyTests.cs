using System.Numerics;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Functions;

/// <summary>
/// Each function against a reference of 1,300 bits; the limits are those that the functions promise.
/// </summary>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    private const int Samples = 400;

    public static TheoryData<string, double, double, double> Functions => new()
    {
        // name, smallest and largest size of x, ulp
        { "Exp", 1e-3, 709, 1 },
        { "Expm1", 1e-17, 709, 3 },
        { "Log", 1e-150, 1e150, 1 },
        { "Log1p", 1e-17, 1e150, 2 },
        { "Sin", 1e-10, 1e15, 3 },
        { "Cos", 1e-10, 1e15, 3 },
        { "Tan", 1e-10, 1e15, 4 },
        { "Sinh", 1e-10, 710, 3 },
        { "Cosh", 1e-10, 710, 2 },
        { "Tanh", 1e-17, 30, 5 },
        { "AccurateTanh", 1e-17, 30, 3 },
        { "Sigmoid", 1e-17, 700, 3 },
    };

    [Theory, MemberData(nameof(Functions))]
    public void A_function_in_double_is_as_near_to_the_exact_value_as_it_promises(
        string name, double smallest, double largest, double ulp) =>
        Assert.InRange(Worst<double>(name, smallest, largest), 0, ulp);

    [Theory, MemberData(nameof(Functions))]
    public void A_function_in_float_is_as_near_to_the_exact_value_as_it_promises(
        string name, double smallest, double largest, double ulp) =>
        Assert.InRange(
            Worst<float>(name, Math.Max(smallest, 1e-37), Math.Min(largest, Largest(name))), 0, ulp);

    [Fact]
    public void A_power_in_double_is_within_two_ulp() => Assert.InRange(WorstPower<double>(700), 0, 2);

    [Fact]
    public void A_power_in_float_is_within_two_ulp() => Assert.InRange(WorstPower<float>(86), 0, 2);

    private double Worst<T>(string name, double smallest, double largest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (function, exact) = Of<T>(name);
        var (worst, at) = (0.0, T.Zero);
        for (var i = 0; i < Samples; i++)
        {
            var size = smallest * Math.Pow(largest / smallest, Draw(i));
            var x = T.CreateChecked(i % 2 == 0 || name == "Log" ? size : -size);
            if (name == "Log1p" && x <= -T.One) x = -x;
            var error = Exact.Ulps(function(x), exact(Exact.Of(double.CreateChecked(x))));
            if (error > worst) (worst, at) = (error, x);
        }

        output.WriteLine($"{name} {typeof(T).Name}: {worst:F2} ulp at {at}");
        return worst;
    }

    private double WorstPower<T>(double largest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var worst = 0.0;
        for (var i = 0; i < Samples; i++)
        {
            var x = Math.Pow(10, i % 3 == 0 ? 30 * (Draw(i) - 0.5) : 0.6 * (Draw(i) - 0.5));
            var y = largest / Math.Log(x) * (2 * Draw(i + Samples) - 1);
            var (a, b) = (T.CreateChecked(x), T.CreateChecked(y));
            var exact = Exact.Power(Exact.Of(double.CreateChecked(a)), Exact.Of(double.CreateChecked(b)));
            worst = Math.Max(worst, Exact.Ulps(Elementwise.Power(a, b), exact));
        }

        output.WriteLine($"Power {typeof(T).Name}: {worst:F2} ulp");
        return worst;
    }

    private static (Func<T, T>, Func<BigInteger, BigInteger>) Of<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name switch
        {
            "Exp" => (Elementwise.Exp, Exact.Exp),
            "Expm1" => (Elementwise.Expm1, Exact.Expm1),
            "Log" => (Elementwise.Log, Exact.Log),
            "Log1p" => (Elementwise.Log1p, Exact.Log1p),
            "Sin" => (Elementwise.Sin, Exact.Sin),
            "Cos" => (Elementwise.Cos, Exact.Cos),
            "Tan" => (Elementwise.Tan, Exact.Tan),
            "Sinh" => (Elementwise.Sinh, Exact.Sinh),
            "Cosh" => (Elementwise.Cosh, Exact.Cosh),
            "Tanh" => (Elementwise.Tanh, Exact.Tanh),
            "AccurateTanh" => (Elementwise.AccurateTanh, Exact.Tanh),
            _ => (Elementwise.Sigmoid, Exact.Sigmoid),
        };

    /// <summary>Where float leaves the range of the function or of its promise.</summary>
    private static double Largest(string name) => name switch
    {
        "Exp" or "Expm1" or "Sinh" or "Cosh" or "Sigmoid" => 87,
        "Sin" or "Cos" or "Tan" => 2e6,
        "Log" or "Log1p" => 3e38,
        _ => double.MaxValue,
    };

    /// <summary>
    /// Uniform in [0, 1): the fractions of multiples of the golden ratio, which fill the range evenly.
    /// </summary>
    private static double Draw(int i) => (i + 1) * 0.6180339887498949 % 1;
}
