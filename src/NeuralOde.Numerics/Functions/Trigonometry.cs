using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>Sine, cosine and tangent, of x = n·π/2 + r with |r| ≤ π/4.</summary>
/// <remarks>
/// π/2 is subtracted in three parts, the first product being exact. Holds for |x| up to 2^50, or 2^21 for
/// float; beyond that the result is NaN. Source: coefficients of k_sin.c and k_cos.c, FreeBSD msun (Sun
/// Microsystems, 1993); for float those of Cephes (Moshier, 1989).
/// </remarks>
internal static class Trigonometry
{
    /// <summary>sin x; at most 3 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sin<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (quarter, r) = Reduce<TVector, T>(x);
        var result = OfQuarter<TVector, T>(quarter, Sine<TVector, T>(r), Cosine<TVector, T>(r));
        // −0 stays −0.
        return TVector.Select(TVector.Equal(x, TVector.Create(0.0)), x, result);
    }

    /// <summary>cos x; at most 3 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Cos<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (quarter, r) = Reduce<TVector, T>(x);
        return OfQuarter<TVector, T>(
            quarter + TVector.Create(1.0), Sine<TVector, T>(r), Cosine<TVector, T>(r));
    }

    /// <summary>tan x; at most 4 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tan<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (quarter, r) = Reduce<TVector, T>(x);
        var sine = Sine<TVector, T>(r);
        var cosine = Cosine<TVector, T>(r);
        var odd = IsOdd<TVector, T>(quarter);
        var result = TVector.Select(odd, -cosine, sine) / TVector.Select(odd, sine, cosine);
        return TVector.Select(TVector.Equal(x, TVector.Create(0.0)), x, result);
    }

    /// <summary>Whole + n, and r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector Quarter, TVector Remainder) Reduce<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (limit, high, middle, low) = typeof(T) == typeof(float)
            ? (2097152.0, 1.5707963705062866, -4.371138828673793e-08, -1.7151245100058819e-15)
            : (1125899906842624.0, 1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33);
        x = TVector.Select(TVector.Abs(x) <= TVector.Create(limit), x, TVector.Create(double.NaN));
        var whole = TVector.Create(Format<T>.Whole);
        var quarter = TVector.FusedMultiplyAdd(x, TVector.Create(0.63661977236758134), whole);
        var n = quarter - whole;
        var r = TVector.FusedMultiplyAdd(n, TVector.Create(-high), x);
        r = TVector.FusedMultiplyAdd(n, TVector.Create(-middle), r);
        return (quarter, TVector.FusedMultiplyAdd(n, TVector.Create(-low), r));
    }

    /// <summary>The sine of n·π/2 + r from sine and cosine of r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector OfQuarter<TVector, T>(TVector quarter, TVector sine, TVector cosine)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sign = TVector.ShiftLeft(quarter, Format<T>.Bits - 2) & TVector.Create(-0.0);
        return TVector.Select(IsOdd<TVector, T>(quarter), cosine, sine) ^ sign;
    }

    /// <summary>A mask where n is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector IsOdd<TVector, T>(TVector quarter)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TVector.ShiftRight(TVector.ShiftLeft(quarter, Format<T>.Bits - 1), Format<T>.Bits - 1);

    /// <summary>sin r for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sine<TVector, T>(TVector r)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var z = r * r;
        return TVector.FusedMultiplyAdd(SineSeries<TVector, T>(z) * z, r, r);
    }

    /// <summary>cos r for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Cosine<TVector, T>(TVector r)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var z = r * r;
        var one = TVector.Create(1.0);
        var half = z * TVector.Create(0.5);
        var first = one - half;
        return first + TVector.FusedMultiplyAdd(CosineSeries<TVector, T>(z) * z, z, one - first - half);
    }

    /// <summary>(sin r / r − 1) / z as a function of z = r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SineSeries<TVector, T>(TVector z)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var sum = TVector.Create(-1.9515295891e-4);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(8.3321608736e-3));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(-1.6666654611e-1));
            return sum;
        }
        else
        {
            var sum = TVector.Create(1.58969099521155010221e-10);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(-2.50507602534068634195e-08));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(2.75573137070700676789e-06));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(-1.98412698298579493134e-04));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(8.33333333332248946124e-03));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(-1.66666666666666324348e-01));
            return sum;
        }
    }

    /// <summary>(cos r − 1 + z/2) / z² as a function of z = r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector CosineSeries<TVector, T>(TVector z)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var sum = TVector.Create(2.443315711809948e-5);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(-1.388731625493765e-3));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(4.166664568298827e-2));
            return sum;
        }
        else
        {
            var sum = TVector.Create(-1.13596475577881948265e-11);
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(2.08757232129817482790e-09));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(-2.75573143513906633035e-07));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(2.48015872894767294178e-05));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(-1.38888888888741095749e-03));
            sum = TVector.FusedMultiplyAdd(sum, z, TVector.Create(4.16666666666666019037e-02));
            return sum;
        }
    }
}
