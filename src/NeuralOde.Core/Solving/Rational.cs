using System.Globalization;
using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>An exact fraction, as the coefficients of methods are published.</summary>
public readonly record struct Rational
{
    private const int SignificantBits = 63;
    private readonly BigInteger _denominatorLessOne;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominatorLessOne = denominator / divisor - 1;
    }

    /// <summary>0.</summary>
    public static Rational Zero => default;

    /// <summary>1.</summary>
    public static Rational One => 1;

    /// <summary>The part above the line, in lowest terms; it carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The part below the line, in lowest terms; positive.</summary>
    public BigInteger Denominator => _denominatorLessOne + 1;

    /// <summary>The quotient of two whole numbers.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="denominator"/> is 0.</exception>
    public static Rational Of(BigInteger numerator, BigInteger denominator) => new(numerator, denominator);

    /// <summary>
    /// Reads a fraction such as <c>-25360/2187</c>, or a decimal such as <c>0.161</c>, exactly.
    /// </summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static Rational Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 1 ? Decimal(parts[0]) : Decimal(parts[0]) / Decimal(parts[1]);
    }

    /// <summary>Reads fractions and decimals separated by blanks.</summary>
    /// <exception cref="FormatException">One of them is neither.</exception>
    public static Rational[] ParseAll(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    /// <summary>The nearest double; ties go to the even one.</summary>
    public double ToDouble()
    {
        if (Numerator.IsZero) return 0;
        var magnitude = BigInteger.Abs(Numerator);
        var shift = SignificantBits - (int)(magnitude.GetBitLength() - Denominator.GetBitLength());
        var scaled = shift > 0 ? magnitude << shift : magnitude;
        var quotient = BigInteger.DivRem(
            scaled, shift < 0 ? Denominator << -shift : Denominator, out var rest);

        // The quotient has ten bits more than a double: with the lowest one set when it is not exact,
        // the conversion rounds as it would round the fraction itself.
        var rounded = (double)(ulong)(rest.IsZero ? quotient : quotient | BigInteger.One);
        return Numerator.Sign * Math.ScaleB(rounded, -shift);
    }

    /// <summary>The fraction in lowest terms.</summary>
    public override string ToString() => Denominator.IsOne ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    /// <summary>A whole number is a fraction.</summary>
    public static implicit operator Rational(int whole) => new(whole, BigInteger.One);

    /// <summary>The exact sum.</summary>
    public static Rational operator +(Rational left, Rational right) => new(
        left.Numerator * right.Denominator + right.Numerator * left.Denominator,
        left.Denominator * right.Denominator);

    /// <summary>The exact difference.</summary>
    public static Rational operator -(Rational left, Rational right) => left + -right;

    /// <summary>The exact opposite.</summary>
    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    /// <summary>The exact product.</summary>
    public static Rational operator *(Rational left, Rational right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The exact quotient.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="right"/> is 0.</exception>
    public static Rational operator /(Rational left, Rational right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    private static Rational Decimal(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = BigInteger.Parse(
            text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return new(digits, point < 0 ? BigInteger.One : BigInteger.Pow(10, text.Length - 1 - point));
    }
}
