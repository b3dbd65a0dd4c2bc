using System.Numerics;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

public static partial class Elementwise
{
    /// <summary>Gives x + y; rounded once.</summary>
    public static T Add<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddOperator.Of<Wide1<T>, T>(new(x), new(y)).Value;

    /// <summary>Writes x + y, of each element; rounded once.</summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an argument itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Add<T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<AddOperator, T>(x, y, lanes, destination);

    /// <summary>Gives x − y; rounded once.</summary>
    public static T Subtract<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SubtractOperator.Of<Wide1<T>, T>(new(x), new(y)).Value;

    /// <summary>Writes x − y, of each element; rounded once.</summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an argument itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Subtract<T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<SubtractOperator, T>(x, y, lanes, destination);

    /// <summary>Gives x · y; rounded once.</summary>
    public static T Multiply<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MultiplyOperator.Of<Wide1<T>, T>(new(x), new(y)).Value;

    /// <summary>Writes x · y, of each element; rounded once.</summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an argument itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Multiply<T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<MultiplyOperator, T>(x, y, lanes, destination);

    /// <summary>Gives x / y; rounded once.</summary>
    public static T Divide<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        DivideOperator.Of<Wide1<T>, T>(new(x), new(y)).Value;

    /// <summary>Writes x / y, of each element; rounded once.</summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an argument itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Divide<T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<DivideOperator, T>(x, y, lanes, destination);

    /// <summary>Gives xʸ; special values as in IEEE 754 pow; at most 2 ulp off; x² is x·x.</summary>
    public static T Power<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PowerOperator.Of<Wide1<T>, T>(new(x), new(y)).Value;

    /// <summary>
    /// Writes xʸ; special values as in IEEE 754 pow, of each element; at most 2 ulp off; x² is x·x.
    /// </summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an argument itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Power<T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<PowerOperator, T>(x, y, lanes, destination);

    /// <summary>Gives the smaller; NaN if either is NaN, y if they are equal; exact.</summary>
    public static T Minimum<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MinimumOperator.Of<Wide1<T>, T>(new(x), new(y)).Value;

    /// <summary>
    /// Writes the smaller; NaN if either is NaN, y if they are equal, of each element; exact.
    /// </summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an argument itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Minimum<T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<MinimumOperator, T>(x, y, lanes, destination);

    /// <summary>Gives the larger; NaN if either is NaN, y if they are equal; exact.</summary>
    public static T Maximum<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MaximumOperator.Of<Wide1<T>, T>(new(x), new(y)).Value;

    /// <summary>
    /// Writes the larger; NaN if either is NaN, y if they are equal, of each element; exact.
    /// </summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an argument itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Maximum<T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<MaximumOperator, T>(x, y, lanes, destination);

    /// <summary>Gives 1 where x &lt; y, else 0; 0 if either is NaN; exact.</summary>
    public static T Less<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        LessOperator.Of<Wide1<T>, T>(new(x), new(y)).Value;

    /// <summary>Writes 1 where x &lt; y, else 0; 0 if either is NaN, of each element; exact.</summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an argument itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Less<T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<LessOperator, T>(x, y, lanes, destination);

    /// <summary>Gives 1 where x ≤ y, else 0; 0 if either is NaN; exact.</summary>
    public static T LessOrEqual<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        LessOrEqualOperator.Of<Wide1<T>, T>(new(x), new(y)).Value;

    /// <summary>Writes 1 where x ≤ y, else 0; 0 if either is NaN, of each element; exact.</summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an argument itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void LessOrEqual<T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<LessOrEqualOperator, T>(x, y, lanes, destination);

    /// <summary>Gives 1 where x = y, else 0; 0 if either is NaN; exact.</summary>
    public static T Equal<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        EqualOperator.Of<Wide1<T>, T>(new(x), new(y)).Value;

    /// <summary>Writes 1 where x = y, else 0; 0 if either is NaN, of each element; exact.</summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an argument itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Equal<T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Map<EqualOperator, T>(x, y, lanes, destination);
}
