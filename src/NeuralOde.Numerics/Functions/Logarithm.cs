using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>Logarithms, of x = 2ⁿ·m with m in [√½, √2).</summary>
/// <remarks>
/// Source: the method and the coefficients of e_log.c and e_logf.c, FreeBSD msun (Sun Microsystems, 1993).
/// </remarks>
internal static class Logarithm
{
    /// <summary>ln x; at most 1 ulp off. −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (n, f) = Split<TVector, T>(x);
        return Guard<TVector, T>(x, Sum<TVector, T>(n, f, TVector.Create(0.0)));
    }

    /// <summary>
    /// log₂ x of positive, finite, normal numbers; a few roundings of itself or of 1 off. With s = f / (2 + f) it is
    /// n + s·p(s²).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log2OfNormal<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        var (n, f) = SplitNormal<TVector, double>(x);
        var s = f / (TVector.Create(2.0) + f);
        var z = s * s;
        var low = TVector.FusedMultiplyAdd(
            TVector.Create(0.9617966939243345), z, TVector.Create(2.885390081777927));
        var middle = TVector.FusedMultiplyAdd(
            TVector.Create(0.4121984020482752), z, TVector.Create(0.5770780172463286));
        var high = TVector.FusedMultiplyAdd(
            TVector.Create(0.2614442493522915), z, TVector.Create(0.32061638813224547));
        var z2 = z * z;
        high = TVector.FusedMultiplyAdd(TVector.Create(0.2429160853987535), z2, high);
        low = TVector.FusedMultiplyAdd(middle, z2, low);
        var sum = TVector.FusedMultiplyAdd(high, z2 * z2, low);
        return TVector.FusedMultiplyAdd(s, sum, n);
    }

    /// <summary>ln(1 + x); at most 2 ulp off. −∞ at −1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log1p<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var one = TVector.Create(1.0);
        var u = one + x;
        var (n, f) = Split<TVector, T>(u);
        // What the rounding of 1 + x lost, from the smaller of the two terms.
        var lost = TVector.Select(TVector.Abs(x) < one, x - (u - one), one - (u - x)) / u;
        var result = Guard<TVector, T>(u, Sum<TVector, T>(n, f, lost));
        return TVector.Select(TVector.Abs(x) < TVector.Create(Format<T>.Tiny), x, result);
    }

    /// <summary>n and m − 1 of x = 2ⁿ·m, for positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Exponent, TVector Fraction) Split<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (smallest, scale, lift) = typeof(T) == typeof(float)
            ? (1.17549435e-38, 33554432.0, 25.0)
            : (2.2250738585072014e-308, 18014398509481984.0, 54.0);
        var subnormal = x < TVector.Create(smallest);
        var (n, f) = SplitNormal<TVector, T>(TVector.Select(subnormal, x * TVector.Create(scale), x));
        return (n - TVector.Select(subnormal, TVector.Create(lift), TVector.Create(0.0)), f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector Exponent, TVector Fraction) SplitNormal<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var one = TVector.Create(1.0);
        var rootOfHalf = TVector.Create(0.70710678118654752);
        var biased = TVector.ShiftRight(
            TVector.AddBits(x, TVector.SubtractBits(one, rootOfHalf)), Format<T>.SignificandBits);
        var m = TVector.AddBits(
            TVector.SubtractBits(x, TVector.ShiftLeft(biased, Format<T>.SignificandBits)), one);
        var n = (biased | TVector.Create(Format<T>.Carrier)) - TVector.Create(
            Format<T>.Carrier + Format<T>.Bias);
        return (n, m - one);
    }

    /// <summary>n·ln 2 + ln(1 + f) + low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum<TVector, T>(TVector n, TVector f, TVector low)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var s = f / (TVector.Create(2.0) + f);
        var z = s * s;
        var half = f * f * TVector.Create(0.5);
        var rest = TVector.FusedMultiplyAdd(n, TVector.Create(Format<T>.Ln2Low), low);
        rest = TVector.FusedMultiplyAdd(s, TVector.FusedMultiplyAdd(Series<TVector, T>(z), z, half), rest);
        return TVector.FusedMultiplyAdd(n, TVector.Create(Format<T>.Ln2High), f - (half - rest));
    }

    /// <summary>The result where x is positive and finite; −∞ at 0, ∞ at ∞, NaN elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Guard<TVector, T>(TVector x, TVector result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var infinity = TVector.Create(double.PositiveInfinity);
        var zero = TVector.Create(0.0);
        result = TVector.Select(x < infinity, result, x);
        result = TVector.Select(x > zero, result, TVector.Create(double.NaN));
        return TVector.Select(TVector.Equal(x, zero), -infinity, result);
    }

    /// <summary>(ln(1 + f) − 2s) / (s·z) as a function of z = s², with s = f / (2 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Series<TVector, T>(TVector z)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var sum = TVector.Create(0.24279078841);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(0.28498786688));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(0.40000972152));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(0.66666662693));
            return sum;
        }
        else
        {
            var sum = TVector.Create(1.479819860511658591e-01);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.531383769920937332e-01));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.818357216161805012e-01));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(2.222219843214978396e-01));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(2.857142874366239149e-01));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(3.999999999940941908e-01));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(6.666666666666735130e-01));
            return sum;
        }
    }
}
