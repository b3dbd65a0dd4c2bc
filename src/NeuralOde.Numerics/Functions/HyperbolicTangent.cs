using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>The hyperbolic tangent, with one division: a fast and an accurate form.</summary>
/// <remarks>
/// |x| = n·½ ln 2 + r with |r| ≤ ¼ ln 2. With s = 2ⁿ and q = r·coth r − 1, e²ʳ = (1 + q + r) / (1 + q − r),
/// so tanh |x| = ((s − 1)(1 + q) + (s + 1)r) / ((s + 1)(1 + q) + (s − 1)r). Rounding keeps the order of terms
/// that are made alike, so the quotient never exceeds 1.
/// </remarks>
internal static class HyperbolicTangent
{
    /// <summary>tanh x; at most 5 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Fast<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) return Rational<TVector, T>(x);
        var (below, above, r, q) = Reduce<TVector, T>(x);
        var numerator = TVector.FusedMultiplyAdd(below, q, TVector.FusedMultiplyAdd(above, r, below));
        var denominator = TVector.FusedMultiplyAdd(above, q, TVector.FusedMultiplyAdd(below, r, above));
        return numerator / denominator | x & TVector.Create(-0.0);
    }

    /// <summary>tanh x; at most 3 ulp off: the small terms are added up before the large one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Accurate<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (below, above, r, q) = Reduce<TVector, T>(x);
        var numerator = below + TVector.FusedMultiplyAdd(above, r, below * q);
        var denominator = above + TVector.FusedMultiplyAdd(below, r, above * q);
        return numerator / denominator | x & TVector.Create(-0.0);
    }

    /// <summary>s − 1, s + 1, r and q of |x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector Below, TVector Above, TVector R, TVector Q) Reduce<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // 1 − tanh is below half an ulp from here on.
        var limit = TVector.Create(typeof(T) == typeof(float) ? 10.0 : 20.0);
        var size = TVector.AtMost(TVector.Abs(x), limit);
        // n stands in the lowest bits with the exponent's bits of 1 added: moved up, they are 2ⁿ.
        var whole = TVector.Create(Format<T>.Whole + Format<T>.Bias);
        var shifted = TVector.FusedMultiplyAdd(size, TVector.Create(2.8853900817779268), whole);
        var n = shifted - whole;
        var r = TVector.FusedMultiplyAdd(n, TVector.Create(-0.5 * Format<T>.Ln2High), size);
        r = TVector.FusedMultiplyAdd(n, TVector.Create(-0.5 * Format<T>.Ln2Low), r);
        var s = Exponential.Raised<TVector, T>(shifted);
        var one = TVector.Create(1.0);
        return (s - one, s + one, r, Series<TVector, T>(r * r));
    }

    /// <summary>r·coth r − 1 as a function of z = r², fitted to half an ulp of 1 or less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Series<TVector, T>(TVector z)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var sum = TVector.Create(-0.022133957);
            return TVector.FusedMultiplyAdd(sum, z, TVector.Create(0.33333251)) * z;
        }
        else
        {
            var sum = TVector.Create(2.1187106838570722e-5);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(-2.1163393798580132e-4));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(2.1164020226227572e-3));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(-2.2222222221610233e-2));
            return TVector.FusedMultiplyAdd(sum, z, TVector.Create(3.3333333333333204e-1)) * z;
        }
    }

    /// <summary>
    /// x·p(x²) / q(x²), fitted in float for |x| ≤ 8.2 to 2⁻²⁸, and times the factor with which rounding
    /// spoils it least: over all floats it is 4.98 ulp off at most, and never above 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Rational<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // It is 1 here, and tanh within 4 ulp of 1 from here on.
        const double Limit = 7.973256;
        x = TVector.AtLeast(TVector.AtMost(x, TVector.Create(Limit)), TVector.Create(-Limit));
        var z = x * x;
        var p = TVector.Create(-1.135716e-13);
        p = TVector.FusedMultiplyAdd(p, z, TVector.Create(6.407613e-11));
        p = TVector.FusedMultiplyAdd(p, z, TVector.Create(-2.2863752e-8));
        p = TVector.FusedMultiplyAdd(p, z, TVector.Create(1.2058709e-5));
        p = TVector.FusedMultiplyAdd(p, z, TVector.Create(3.2797232e-3));
        p = TVector.FusedMultiplyAdd(p, z, TVector.Create(1.3697389e-1));
        p = TVector.FusedMultiplyAdd(p, z, TVector.Create(1.0442737));
        var q = TVector.Create(2.7152183e-4);
        q = TVector.FusedMultiplyAdd(q, z, TVector.Create(2.5731634e-2));
        q = TVector.FusedMultiplyAdd(q, z, TVector.Create(4.8506513e-1));
        q = TVector.FusedMultiplyAdd(q, z, TVector.Create(1.0442737));
        return x * p / q;
    }
}
