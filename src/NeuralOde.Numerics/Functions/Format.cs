using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Functions;

/// <summary>What the functions need to know of the format of float and double.</summary>
internal static class Format<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of bits of a pattern.</summary>
    public static int Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8 * Unsafe.SizeOf<T>();
    }

    /// <summary>The number of stored bits of a significand.</summary>
    public static int SignificandBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 23 : 52;
    }

    /// <summary>
    /// 1.5 · 2^SignificandBits: a number added to it is rounded to whole, and stands in the lowest bits.
    /// </summary>
    public static double Whole
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 12582912 : 6755399441055744;
    }

    /// <summary>2^SignificandBits: a whole number put into its lowest bits is added to it.</summary>
    public static double Carrier
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 8388608 : 4503599627370496;
    }

    /// <summary>The exponent's bits of 1.</summary>
    public static double Bias
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 127 : 1023;
    }

    /// <summary>Below it 1 + x rounds to 1 with room to spare: functions that are x there give x.</summary>
    public static double Tiny
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 7.4505806e-9 : 1.3877787807814457e-17;
    }

    /// <summary>ln 2 without its last bits: a product with any exponent is exact.</summary>
    public static double Ln2High
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 0.693359375 : 6.93147180369123816490e-01;
    }

    /// <summary>ln 2 − Ln2High.</summary>
    public static double Ln2Low
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? -2.12194440054690583e-4 : 1.90821492927058770002e-10;
    }

    /// <summary>⅓ minus the nearest number to it.</summary>
    public static double ThirdLow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? -9.9341076e-9 : 1.850371707708594e-17;
    }
}
