using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>The exponential function, of x = n·ln 2 + r with |r| ≤ ½ ln 2.</summary>
internal static class Exponential
{
    /// <summary>eˣ; at most 1 ulp off. Overflows to ∞, underflows through subnormals to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Exp<TVector, T>(x, TVector.Create(0.0), 0);

    /// <summary>2^halvings · e^(x + low), where low is far smaller than x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector, T>(TVector x, TVector low, double halvings)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (highest, lowest) = typeof(T) == typeof(float) ? (90.0, -105.0) : (711.0, -747.0);
        x = TVector.AtLeast(TVector.AtMost(x, TVector.Create(highest)), TVector.Create(lowest));
        var whole = TVector.Create(Format<T>.Whole);
        var n = TVector.FusedMultiplyAdd(x, TVector.Create(Log2E), whole) - whole;
        var p = OfRest<TVector, T>(Rest<TVector, T>(x, n) + low);
        n += TVector.Create(halvings);
        // 2ⁿ itself may leave the range of T where the result does not: it is applied in two halves.
        var half = TVector.FusedMultiplyAdd(n, TVector.Create(0.5), whole);
        var rest = n - (half - whole) + whole;
        var scale = PowerOfTwo<TVector, T>(half);
        return TVector.FusedMultiplyAdd(p, scale, scale) * PowerOfTwo<TVector, T>(rest);
    }

    /// <summary>2ˣ where that is a normal number; a few roundings off. 2ʳ for |r| ≤ ½ is a polynomial.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp2OfModerate<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        var whole = TVector.Create(Format<double>.Whole);
        var shifted = x + whole;
        var r = x - (shifted - whole);
        var one = TVector.FusedMultiplyAdd(TVector.Create(0.69314718055995), r, TVector.Create(1.0));
        var two = TVector.FusedMultiplyAdd(
            TVector.Create(5.550410866444772e-2), r, TVector.Create(0.24022650695910097));
        var three = TVector.FusedMultiplyAdd(
            TVector.Create(1.3333558230164974e-3), r, TVector.Create(9.618129107606888e-3));
        var four = TVector.FusedMultiplyAdd(
            TVector.Create(1.5252657260200837e-5), r, TVector.Create(1.540353044173605e-4));
        var five = TVector.FusedMultiplyAdd(
            TVector.Create(1.0208690299958306e-7), r, TVector.Create(1.321544258792169e-6));
        var r2 = r * r;
        five = TVector.FusedMultiplyAdd(TVector.Create(7.072585949269223e-9), r2, five);
        three = TVector.FusedMultiplyAdd(four, r2, three);
        one = TVector.FusedMultiplyAdd(two, r2, one);
        var r4 = r2 * r2;
        three = TVector.FusedMultiplyAdd(five, r4, three);
        var sum = TVector.FusedMultiplyAdd(three, r4, one);
        return TVector.AddBits(sum, Raised<TVector, double>(shifted));
    }

    /// <summary>eˣ − 1; at most 3 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Expm1<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (highest, lowest) = typeof(T) == typeof(float) ? (88.9, -20.0) : (709.9, -40.0);
        var z = TVector.AtLeast(TVector.AtMost(x, TVector.Create(highest)), TVector.Create(lowest));
        var whole = TVector.Create(Format<T>.Whole);
        var shifted = TVector.FusedMultiplyAdd(z, TVector.Create(Log2E), whole);
        var p = OfRest<TVector, T>(Rest<TVector, T>(z, shifted - whole));
        // Half of it first: 2ⁿ overflows a little before eˣ does.
        var half = PowerOfTwo<TVector, T>(shifted - TVector.Create(1.0));
        var result = TVector.FusedMultiplyAdd(half, p, half - TVector.Create(0.5));
        return TVector.Select(TVector.Abs(x) < TVector.Create(Format<T>.Tiny), x, result + result);
    }

    private const double Log2E = 1.4426950408889634;

    /// <summary>2ⁿ from Whole + n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector PowerOfTwo<TVector, T>(TVector shifted)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TVector.AddBits(Raised<TVector, T>(shifted), TVector.Create(1.0));

    /// <summary>
    /// The lowest bits as an exponent; the count is spelled out, so that it is a part of the instruction.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Raised<TVector, T>(TVector shifted)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => typeof(T) == typeof(float) ? TVector.ShiftLeft(shifted, 23) : TVector.ShiftLeft(shifted, 52);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Rest<TVector, T>(TVector x, TVector n)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var r = TVector.FusedMultiplyAdd(n, TVector.Create(-Format<T>.Ln2High), x);
        return TVector.FusedMultiplyAdd(n, TVector.Create(-Format<T>.Ln2Low), r);
    }

    /// <summary>eʳ − 1 for |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector OfRest<TVector, T>(TVector r)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TVector.FusedMultiplyAdd(Tail<TVector, T>(r) * r, r, r);

    /// <summary>(eʳ − 1 − r) / r², by Taylor's coefficients 1/k!.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Tail<TVector, T>(TVector r)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var sum = TVector.Create(1.0 / 5040);
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 720));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 120));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 24));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 6));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 2));
            return sum;
        }
        else
        {
            var sum = TVector.Create(1.0 / 6227020800);
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 479001600));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 39916800));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 3628800));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 362880));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 40320));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 5040));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 720));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 120));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 24));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 6));
            sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1.0 / 2));
            return sum;
        }
    }
}
