using System.Numerics;

namespace NeuralOde.Numerics.Tests.Functions;

/// <summary>
/// Elementary functions with 1,300 bits behind the point, by textbook series: the reference of the tests.
/// </summary>
internal static class Exact
{
    private const int Bits = 1300;

    private static readonly BigInteger One = BigInteger.One << Bits;

    private static readonly BigInteger Ln2 = 2 * Artanh(One / 3);

    // Machin: π/4 = 4 arctan 1/5 − arctan 1/239.
    private static readonly BigInteger HalfPi = 8 * ArctanOfInverse(5) - 2 * ArctanOfInverse(239);

    /// <summary>
    /// How far a result is from the exact value, in units of the last place of T at that value.
    /// </summary>
    public static double Ulps<T>(T result, BigInteger exact)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var (digits, lowest) = typeof(T) == typeof(float) ? (24, -149) : (53, -1074);
        var exponent = (int)BigInteger.Abs(exact).GetBitLength() - Bits - digits;
        var error = BigInteger.Abs(Of(double.CreateChecked(result)) - exact);
        return (double)(error * 1024 >> (Math.Max(exponent, lowest) + Bits)) / 1024;
    }

    public static BigInteger Of(double x)
    {
        if (x == 0) return BigInteger.Zero;
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger significand = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        var value = significand << (Math.Max(exponent, 1) - 1075 + Bits);
        return x < 0 ? -value : value;
    }

    public static BigInteger Exp(BigInteger x)
    {
        var n = (int)BigInteger.Divide(x, Ln2);
        var r = (x - n * Ln2) >> 16;
        var (sum, term) = (One, One);
        for (var k = 1; !term.IsZero; k++) sum += term = (term * r >> Bits) / k;
        for (var i = 0; i < 16; i++) sum = sum * sum >> Bits;
        return n < 0 ? sum >> -n : sum << n;
    }

    public static BigInteger Log(BigInteger x)
    {
        var n = (int)x.GetBitLength() - Bits;
        var m = n < 0 ? x << -n : x >> n;
        return n * Ln2 + 2 * Artanh(((m - One) << Bits) / (m + One));
    }

    public static BigInteger Sin(BigInteger x)
    {
        var n = BigInteger.Divide(x, HalfPi);
        var r = x - n * HalfPi;
        var quarter = (int)(((n % 4) + 4) % 4);
        var value = quarter % 2 == 0 ? Series(r, r, 1) : Series(One, r, 0);
        return quarter < 2 ? value : -value;
    }

    public static BigInteger Cos(BigInteger x) => Sin(x + HalfPi);

    public static BigInteger Tan(BigInteger x) => (Sin(x) << Bits) / Cos(x);

    public static BigInteger Expm1(BigInteger x) => Exp(x) - One;

    public static BigInteger Log1p(BigInteger x) => Log(One + x);

    public static BigInteger Sinh(BigInteger x) => (Exp(x) - Exp(-x)) / 2;

    public static BigInteger Cosh(BigInteger x) => (Exp(x) + Exp(-x)) / 2;

    public static BigInteger Tanh(BigInteger x) => (Sinh(x) << Bits) / Cosh(x);

    public static BigInteger Sigmoid(BigInteger x) => (One << Bits) / (One + Exp(-x));

    public static BigInteger Power(BigInteger x, BigInteger y) => Exp(y * Log(x) >> Bits);

    /// <summary>first − first·x²/((k + 1)(k + 2)) + …</summary>
    private static BigInteger Series(BigInteger first, BigInteger x, int k)
    {
        var (sum, term) = (first, first);
        for (; !term.IsZero; k += 2) sum += term = -(term * x * x >> (2 * Bits)) / ((k + 1) * (k + 2));
        return sum;
    }

    private static BigInteger Artanh(BigInteger s)
    {
        var (sum, power) = (s, s);
        for (var k = 3; BigInteger.Abs(power) > 1; k += 2) sum += (power = power * s * s >> (2 * Bits)) / k;
        return sum;
    }

    private static BigInteger ArctanOfInverse(int n)
    {
        var power = One / n;
        var sum = power;
        for (var k = 3; !power.IsZero; k += 2)
        {
            power /= n * n;
            sum += k % 4 == 3 ? -power / k : power / k;
        }

        return sum;
    }
}
