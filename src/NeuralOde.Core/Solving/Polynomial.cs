using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving;

/// <summary>A polynomial in θ with exact coefficients.</summary>
/// <param name="Coefficients">Those of 1, θ, θ², …</param>
public sealed record Polynomial(ValueArray<Rational> Coefficients)
{
    /// <summary>θ itself.</summary>
    public static Polynomial Theta { get; } = new([Rational.Zero, Rational.One]);

    /// <summary>The value at one θ.</summary>
    public Rational At(Rational theta) =>
        Coefficients.Reverse().Aggregate(Rational.Zero, (sum, coefficient) => sum * theta + coefficient);

    /// <summary>A number is a constant polynomial.</summary>
    public static implicit operator Polynomial(Rational value) => new([value]);

    /// <summary>A whole number is a constant polynomial.</summary>
    public static implicit operator Polynomial(int value) => new([(Rational)value]);

    /// <summary>The exact sum.</summary>
    public static Polynomial operator +(Polynomial left, Polynomial right) =>
        From(Math.Max(left.Coefficients.Count, right.Coefficients.Count), k => left.Of(k) + right.Of(k));

    /// <summary>The exact difference.</summary>
    public static Polynomial operator -(Polynomial left, Polynomial right) =>
        From(Math.Max(left.Coefficients.Count, right.Coefficients.Count), k => left.Of(k) - right.Of(k));

    /// <summary>The exact product.</summary>
    public static Polynomial operator *(Polynomial left, Polynomial right) =>
        From(
            left.Coefficients.Count + right.Coefficients.Count - 1,
            k => Enumerable.Range(0, k + 1).Aggregate(
                Rational.Zero, (sum, i) => sum + left.Of(i) * right.Of(k - i)));

    private static Polynomial From(int count, Func<int, Rational> coefficient) =>
        new([.. Enumerable.Range(0, count).Select(coefficient)]);

    private Rational Of(int power) => power < Coefficients.Count ? Coefficients[power] : Rational.Zero;
}
