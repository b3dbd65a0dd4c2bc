using System.Numerics;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

/// <summary>
/// Functions of each element. Every width of vector and the form for one number give the
/// same bits. T is float or double.
/// </summary>
public static partial class Elementwise
{
    /// <summary>Gives −x; exact.</summary>
    public static T Negate<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NegateOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes −x, of each element; exact.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Negate<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<NegateOperator, T>(x, destination);

    /// <summary>Gives |x|; exact.</summary>
    public static T Abs<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AbsOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes |x|, of each element; exact.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Abs<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<AbsOperator, T>(x, destination);

    /// <summary>Gives −1, 0 or 1; NaN stays NaN and −0 stays −0; exact.</summary>
    public static T Sign<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SignOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes −1, 0 or 1; NaN stays NaN and −0 stays −0, of each element; exact.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sign<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<SignOperator, T>(x, destination);

    /// <summary>Gives the largest whole number that is not above x; exact.</summary>
    public static T Floor<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FloorOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes the largest whole number that is not above x, of each element; exact.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Floor<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<FloorOperator, T>(x, destination);

    /// <summary>Gives √x; NaN below 0; rounded once.</summary>
    public static T Sqrt<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SqrtOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes √x; NaN below 0, of each element; rounded once.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sqrt<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<SqrtOperator, T>(x, destination);

    /// <summary>Gives eˣ; at most 1 ulp off.</summary>
    public static T Exp<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ExpOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes eˣ, of each element; at most 1 ulp off.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Exp<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<ExpOperator, T>(x, destination);

    /// <summary>Gives eˣ − 1, accurate near 0; at most 3 ulp off.</summary>
    public static T Expm1<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Expm1Operator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes eˣ − 1, accurate near 0, of each element; at most 3 ulp off.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Expm1<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<Expm1Operator, T>(x, destination);

    /// <summary>Gives ln x; −∞ at 0, NaN below; at most 1 ulp off.</summary>
    public static T Log<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        LogOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes ln x; −∞ at 0, NaN below, of each element; at most 1 ulp off.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Log<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<LogOperator, T>(x, destination);

    /// <summary>Gives ln(1 + x), accurate near 0; −∞ at −1, NaN below; at most 2 ulp off.</summary>
    public static T Log1p<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Log1pOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>
    /// Writes ln(1 + x), accurate near 0; −∞ at −1, NaN below, of each element; at most 2 ulp off.
    /// </summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Log1p<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<Log1pOperator, T>(x, destination);

    /// <summary>Gives the sine of radians; NaN beyond 2^50, or 2^21 for float; at most 3 ulp off.</summary>
    public static T Sin<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SinOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>
    /// Writes the sine of radians; NaN beyond 2^50, or 2^21 for float, of each element; at most 3 ulp off.
    /// </summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sin<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<SinOperator, T>(x, destination);

    /// <summary>Gives the cosine of radians; NaN beyond 2^50, or 2^21 for float; at most 3 ulp off.</summary>
    public static T Cos<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CosOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>
    /// Writes the cosine of radians; NaN beyond 2^50, or 2^21 for float, of each element; at most 3 ulp off.
    /// </summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Cos<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<CosOperator, T>(x, destination);

    /// <summary>
    /// Gives the tangent of radians; NaN beyond 2^50, or 2^21 for float; at most 4 ulp off.
    /// </summary>
    public static T Tan<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TanOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>
    /// Writes the tangent of radians; NaN beyond 2^50, or 2^21 for float, of each element; at most 4 ulp off.
    /// </summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Tan<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<TanOperator, T>(x, destination);

    /// <summary>Gives the hyperbolic sine; at most 3 ulp off.</summary>
    public static T Sinh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SinhOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes the hyperbolic sine, of each element; at most 3 ulp off.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sinh<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<SinhOperator, T>(x, destination);

    /// <summary>Gives the hyperbolic cosine; at most 2 ulp off.</summary>
    public static T Cosh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CoshOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes the hyperbolic cosine, of each element; at most 2 ulp off.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Cosh<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<CoshOperator, T>(x, destination);

    /// <summary>Gives the hyperbolic tangent; at most 5 ulp off.</summary>
    public static T Tanh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TanhOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes the hyperbolic tangent, of each element; at most 5 ulp off.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<TanhOperator, T>(x, destination);

    /// <summary>Gives the hyperbolic tangent in its accurate form; at most 3 ulp off.</summary>
    public static T AccurateTanh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AccurateTanhOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes the hyperbolic tangent, of each element; at most 3 ulp off.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AccurateTanh<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<AccurateTanhOperator, T>(x, destination);

    /// <summary>Gives 1 / (1 + e⁻ˣ); at most 3 ulp off.</summary>
    public static T Sigmoid<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SigmoidOperator.Of<Wide1<T>, T>(new(x)).Value;

    /// <summary>Writes 1 / (1 + e⁻ˣ), of each element; at most 3 ulp off.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="destination">
    /// The same shape; may be <paramref name="x"/> itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<SigmoidOperator, T>(x, destination);
}
