using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>The hyperbolic sine and cosine and the logistic sigmoid.</summary>
internal static class Hyperbolic
{
    /// <summary>1 / (1 + e⁻ˣ), of e^(−|x|), so that nothing overflows; at most 3 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var e = Exponential.Exp<TVector, T>(-TVector.Abs(x));
        var one = TVector.Create(1.0);
        return TVector.Select(x < TVector.Create(0.0), e, one) / (one + e);
    }

    /// <summary>sinh x, by its series for |x| ≤ 1, else by e^|x| / 2; at most 3 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sinh<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sign = x & TVector.Create(-0.0);
        var half = Exponential.Exp<TVector, T>(x ^ sign, TVector.Create(0.0), -1);
        var large = (half - TVector.Create(0.25) / half) | sign;
        var z = x * x;
        var small = TVector.FusedMultiplyAdd(Series<TVector, T>(z) * z, x, x);
        return TVector.Select(TVector.Abs(x) <= TVector.Create(1.0), small, large);
    }

    /// <summary>cosh x, by e^|x| / 2; at most 2 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Cosh<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var half = Exponential.Exp<TVector, T>(TVector.Abs(x), TVector.Create(0.0), -1);
        return half + TVector.Create(0.25) / half;
    }

    /// <summary>
    /// (sinh x / x − 1) / x² as a function of z = x², by Taylor's coefficients 1/(2k + 1)!.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Series<TVector, T>(TVector z)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var sum = TVector.Create(1.0 / 39916800);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 362880));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 5040));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 120));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 6));
            return sum;
        }
        else
        {
            var sum = TVector.Create(1.0 / 121645100408832000);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 355687428096000));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 1307674368000));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 6227020800));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 39916800));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 362880));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 5040));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 120));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(1.0 / 6));
            return sum;
        }
    }
}
