using System.Numerics;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>How far a hyperbolic tangent is from the exact one, over arguments from 2⁻¹⁰ to 20.</summary>
internal static class TanhError
{
    private const int Arguments = 20_000;
    private const double Least = 1.0 / 1024, Greatest = 20;

    /// <summary>A function of many numbers at once.</summary>
    public delegate void Function<T>(ReadOnlySpan<T> x, Span<T> destination);

    /// <summary>The largest error over arguments spread evenly over the magnitudes; in units of the last place.</summary>
    public static double Worst<T>(Function<T> tanh)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, y) = (new T[Arguments], new T[Arguments]);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = T.CreateChecked(Least * Math.Pow(Greatest / Least, i / (Arguments - 1.0)));
        }

        tanh(x, y);
        return x.Zip(y, Ulps).Max();
    }

    /// <summary>The distance of a value from the exact one, in units of the last place there.</summary>
    /// <param name="x">The argument; from 2⁻¹⁰ to 20.</param>
    /// <param name="value">What was found for it.</param>
    public static double Ulps<T>(T x, T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var exact = Exact(Decimal(x));
        var place = 1m;
        while (exact * place < 1L << (Digits<T>() - 1)) place *= 2;
        return (double)(Math.Abs(Decimal(value) - exact) * place);
    }

    /// <summary>The hyperbolic tangent to about 25 digits.</summary>
    /// <remarks>Source: Lambert's continued fraction x/(1 + x²/(3 + x²/(5 + …))); all its terms are positive.</remarks>
    public static decimal Exact(decimal x)
    {
        const int Terms = 100;
        decimal fraction = 2 * Terms + 1;
        for (var odd = 2 * Terms - 1; odd > 0; odd -= 2) fraction = odd + x * x / fraction;
        return x / fraction;
    }

    /// <summary>The binary digits of a number.</summary>
    private static int Digits<T>()
        where T : unmanaged => Precisions.Of<T>() is Precision.Single ? 24 : 53;

    /// <summary>The number itself, from 2⁻¹⁰ on; the framework's conversion would round it to 15 digits.</summary>
    private static decimal Decimal<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double Whole = 1L << 52;
        var (scaled, scale) = (double.CreateChecked(x), 1m);
        for (; scaled < Whole; scaled *= 2) scale *= 2;
        return (long)scaled / scale;
    }
}
