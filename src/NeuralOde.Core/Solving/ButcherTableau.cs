using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>The coefficients of an explicit Runge–Kutta method, checked when they are built.</summary>
/// <remarks>
/// <para>
/// kᵢ = f(t + cᵢ·h, y0 + h·Σⱼ aᵢⱼ·kⱼ), y1 = y0 + h·Σ bᵢ·kᵢ, embedded error h·Σ eᵢ·kᵢ,
/// dense output y(t + θ·h) = y0 + h·Σ bᵢ(θ)·kᵢ.
/// </para>
/// <code>
///  c | a
/// ---+---
///    | b
///    | e
/// </code>
/// <para>Source: Hairer, Nørsett, Wanner, Solving ODEs I, 2nd ed., II.1 (1.8), II.4 (4.3), II.6 (6.1).</para>
/// </remarks>
public sealed record ButcherTableau
{
    // Coefficients published as decimals keep their promises to the last digit printed, about 1e-16.
    private static readonly Rational DecimalRounding = Rational.Of(1, 100_000_000_000_000);

    /// <summary>Checks the coefficients and keeps them.</summary>
    /// <param name="order">p in the global error O(hᵖ) of b.</param>
    /// <param name="a">The rows below the first, by earlier stage; row i has i entries.</param>
    /// <param name="b">The weights of y1; shape [stages].</param>
    /// <exception cref="ArgumentException">
    /// A row has the wrong length, or a sum is not what it must be.
    /// </exception>
    public ButcherTableau(int order, ValueArray<ValueArray<Rational>> a, ValueArray<Rational> b)
    {
        Misuse.SameLength(a.Count + 1, b.Count);
        for (var i = 0; i < a.Count; i++)
        {
            Misuse.Unless(
                a[i].Count == i + 1, $"Row {i + 1} of a has {a[i].Count} entries, but needs {i + 1}.");
        }

        (Order, A, B) = (order, [[], .. a], b);
        C = [.. A.Select(Sum)];
        Misuse.Unless(IsNear(Sum(b), 1), $"The weights b sum to {Sum(b).ToDouble()}, but must sum to 1.");
    }

    /// <summary>The order p in the global error O(hᵖ).</summary>
    public int Order { get; }

    /// <summary>The weights of earlier slopes in each stage; row i has i entries.</summary>
    public ValueArray<ValueArray<Rational>> A { get; }

    /// <summary>The weights of y1; shape [stages].</summary>
    public ValueArray<Rational> B { get; }

    /// <summary>
    /// The times of the stages as parts of the step, the sums of the rows of a; shape [stages].
    /// </summary>
    public ValueArray<Rational> C { get; private init; }

    /// <summary>The times as published, for a method whose decimals are rounded; shape [stages].</summary>
    /// <exception cref="ArgumentException">A time is not the sum of its row of a.</exception>
    public ValueArray<Rational> PublishedC
    {
        init
        {
            Misuse.SameLength(value.Count, Stages);
            for (var i = 0; i < value.Count; i++)
            {
                Misuse.Unless(
                    IsNear(value[i], C[i]), $"c[{i}] is {value[i]}, but row {i} of a sums to {C[i].ToDouble()}.");
            }

            C = value;
        }
    }

    /// <summary>
    /// The weights e of the embedded error, b less the embedded weights; shape [stages], or empty.
    /// </summary>
    /// <exception cref="ArgumentException">They do not sum to 0, or there is not one a stage.</exception>
    public ValueArray<Rational> Error
    {
        get;
        init
        {
            Misuse.SameLength(value.Count, Stages);
            Misuse.Unless(
                IsNear(Sum(value), 0), $"The error weights sum to {Sum(value).ToDouble()}, but must sum to 0.");
            field = value;
        }
    }

    /// <summary>The order of the embedded weights b − e; 0 when there are none.</summary>
    public int EmbeddedOrder { get; init; }

    /// <summary>The weights bᵢ(θ) of the dense output, 0 at θ = 0 and bᵢ at θ = 1; shape [stages].</summary>
    /// <exception cref="ArgumentException">An end does not fit, or there is not one a stage.</exception>
    public required ValueArray<Polynomial> Dense
    {
        get;
        init
        {
            Misuse.SameLength(value.Count, Stages);
            for (var i = 0; i < value.Count; i++)
            {
                Misuse.Unless(
                    value[i].At(0) == 0 && IsNear(value[i].At(1), B[i]),
                    $"The dense weight of stage {i} must be 0 at θ = 0 and b at θ = 1.");
            }

            field = value;
        }
    }

    /// <summary>The order q of the dense output: its error is O(hᵠ⁺¹) in one step.</summary>
    public required int DenseOrder { get; init; }

    /// <summary>The number of stages.</summary>
    public int Stages => B.Count;

    /// <summary>True when there are error weights, so that the step can be adapted.</summary>
    public bool HasError => Error.Count > 0;

    /// <summary>
    /// True when the last stage stands at y1 itself, so that its slope begins the next step.
    /// </summary>
    public bool IsFsal => Stages > 1 && B[Stages - 1] == 0 && A[Stages - 1] == [.. B.Take(Stages - 1)];

    private static Rational Sum(ValueArray<Rational> values) =>
        values.Aggregate(Rational.Zero, (sum, value) => sum + value);

    private static bool IsNear(Rational left, Rational right) =>
        left == right || Math.Abs((left - right).ToDouble()) < DecimalRounding.ToDouble();
}
