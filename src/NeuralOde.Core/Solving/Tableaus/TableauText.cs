using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving.Tableaus;

/// <summary>Coefficients as they stand in papers: numbers separated by blanks, a row a line.</summary>
internal static class TableauText
{
    /// <summary>One row.</summary>
    internal static ValueArray<Rational> Row(string text) => [.. Rational.ParseAll(text)];

    /// <summary>A triangle of rows.</summary>
    internal static ValueArray<ValueArray<Rational>> Rows(string text) => [.. text.Split('\n').Select(Row)];

    /// <summary>The coefficients of 1, θ, θ², … of one polynomial.</summary>
    internal static Polynomial Polynomial(string text) => new(Row(text));

    /// <summary>
    /// The dense weights of a method whose last slope is that of y1: the cubic through both ends with their
    /// slopes, and d·θ²·(1 − θ)², which changes neither.
    /// </summary>
    /// <param name="b">The weights of y1.</param>
    /// <param name="d">The weights of the fourth power; shape [stages].</param>
    internal static ValueArray<Polynomial> Hermite(ValueArray<Rational> b, ValueArray<Rational> d)
    {
        var theta = Solving.Polynomial.Theta;
        var rest = 1 - theta;
        var weights = b.Zip(d, (bi, di) => theta * theta * (3 - 2 * theta) * bi + theta * theta * rest * rest * di)
            .ToArray();
        weights[0] += theta * rest * rest;
        weights[^1] -= theta * theta * rest;
        return [.. weights];
    }
}
