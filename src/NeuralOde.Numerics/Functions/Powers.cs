using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>x to the power y, by y·ln x in twice the precision.</summary>
/// <remarks>
/// Source: sums and products in two parts by Dekker, Numerische Mathematik 18
/// (1971), with fused multiply-add.
/// </remarks>
internal static class Powers
{
    /// <summary>xʸ; at most 2 ulp off. Special values as in IEEE 754 pow; x² is x·x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Power<TVector, T>(TVector x, TVector y)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var zero = TVector.Create(0.0);
        var one = TVector.Create(1.0);
        var infinity = TVector.Create(double.PositiveInfinity);
        var size = TVector.Abs(x);
        var (log, logLow) = Log<TVector, T>(size);
        // The logarithm of 0 and of ∞ is infinite; its low part means nothing then.
        log = TVector.Select(TVector.Equal(size, zero), -infinity, log);
        log = TVector.Select(size < infinity, log, size);
        var exponent = y * log;
        var low = TVector.FusedMultiplyAdd(y, logLow, TVector.FusedMultiplyAdd(y, log, -exponent));
        low = TVector.Select(TVector.Abs(exponent) < TVector.Create(2000.0), low, zero);
        var result = Exponential.Exp<TVector, T>(exponent, low, 0);
        result = TVector.Select(TVector.Equal(size, one), one, result);
        result = OfNegative<TVector, T>(x, y, result);
        result = TVector.Select(TVector.Equal(y, TVector.Create(2.0)), x * x, result);
        result = TVector.Select(TVector.Equal(y, one), x, result);
        result = NotANumber<TVector, T>(x, y, result);
        return TVector.Select(TVector.Equal(y, zero) | TVector.Equal(x, one), one, result);
    }

    /// <summary>NaN where an argument is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector NotANumber<TVector, T>(TVector x, TVector y, TVector result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TVector.Select(TVector.Equal(x, x) & TVector.Equal(y, y), result, x + y);

    /// <summary>
    /// The sign of the result for a base with a minus: that of odd powers; NaN where y is not whole.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector OfNegative<TVector, T>(TVector x, TVector y, TVector result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var minus = TVector.Create(-0.0);
        var half = y * TVector.Create(0.5);
        var whole = TVector.Equal(TVector.Floor(y), y);
        var odd = TVector.Select(TVector.Equal(TVector.Floor(half), half), TVector.Create(0.0), whole);
        result |= x & odd & minus;
        var undefined = x < TVector.Create(0.0);
        undefined = TVector.Select(whole, TVector.Create(0.0), undefined);
        return TVector.Select(
            undefined & (x > TVector.Create(double.NegativeInfinity)), TVector.Create(double.NaN), result);
    }

    /// <summary>
    /// ln x for positive finite x in two parts: n·ln 2 + 2·artanh s, s = (m − 1) / (m + 1).
    /// </summary>
    /// <remarks>A method of its own, since the compiler inlines only so much into one.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static (TVector High, TVector Low) Log<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (n, f) = Logarithm.Split<TVector, T>(x);
        var two = TVector.Create(2.0);
        var d = two + f;
        var s = f / d;
        var sLow = (TVector.FusedMultiplyAdd(-s, d, f) - s * (f - (d - two))) / d;
        var z = s * s;
        var zLow = TVector.FusedMultiplyAdd(s, s, -z) + two * s * sLow;
        var (tail, tailLow) = Product<TVector, T>(s, sLow, z, zLow);
        var series = Series<TVector, T>(z) * z;
        var third = TVector.Create(1.0 / 3);
        var c = third + series;
        var cLow = third - c + series + TVector.Create(Format<T>.ThirdLow);
        (tail, tailLow) = Product<TVector, T>(tail, tailLow, c, cLow);
        var (sum, sumLow) = Sum(s, tail);
        sumLow += sLow + tailLow;
        var (high, low) = Sum(n * TVector.Create(Format<T>.Ln2High), sum + sum);
        return Sum(
            high, low + TVector.FusedMultiplyAdd(n, TVector.Create(Format<T>.Ln2Low), sumLow + sumLow));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static (TVector High, TVector Low) Sum(TVector larger, TVector smaller)
        {
            var sum = larger + smaller;
            return (sum, smaller - (sum - larger));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector High, TVector Low) Product<TVector, T>(
        TVector a, TVector aLow, TVector b, TVector bLow)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var product = a * b;
        var low = TVector.FusedMultiplyAdd(a, b, -product);
        return (product, TVector.FusedMultiplyAdd(a, bLow, TVector.FusedMultiplyAdd(aLow, b, low)));
    }

    /// <summary>(artanh s / s − 1 − z/3) / z² as a function of z = s².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Series<TVector, T>(TVector z)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var sum = TVector.Create(1.0 / 13);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 11));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 9));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 7));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 5));
            return sum;
        }
        else
        {
            var sum = TVector.Create(1.0 / 27);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 25));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 23));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 21));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 19));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 17));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 15));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 13));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 11));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 9));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 7));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 5));
            return sum;
        }
    }
}
