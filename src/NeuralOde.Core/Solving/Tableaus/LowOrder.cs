namespace NeuralOde.Core.Solving.Tableaus;

/// <summary>The methods of order 1 and 2. Those of order 2 take Euler's step as the embedded one.</summary>
internal static class LowOrder
{
    /// <summary>One stage; the dense output is the straight line.</summary>
    internal static ButcherTableau Euler { get; } = new(order: 1, a: [], b: [1])
    {
        Dense = [Polynomial.Theta],
        DenseOrder = 1,
    };

    /// <summary>The slope of the middle.</summary>
    internal static ButcherTableau Midpoint { get; } = TwoStages(Rational.Of(1, 2));

    /// <summary>The mean of the slopes of both ends.</summary>
    internal static ButcherTableau Heun { get; } = TwoStages(1);

    /// <summary>The smallest bound of the error among two stages.</summary>
    /// <remarks>
    /// Source: Ralston, Runge–Kutta methods with minimum error bounds, Math. Comp. 16 (1962).
    /// </remarks>
    internal static ButcherTableau Ralston { get; } = TwoStages(Rational.Of(2, 3));

    /// <summary>
    /// All explicit methods of two stages and order 2 are one family in c₂, dense output included.
    /// </summary>
    /// <remarks>Source: Hairer, Nørsett, Wanner, Solving ODEs I, 2nd ed., II.1 and II.6.</remarks>
    private static ButcherTableau TwoStages(Rational c2)
    {
        var b2 = 1 / (2 * c2);
        Polynomial second = b2 * Polynomial.Theta * Polynomial.Theta;
        return new(order: 2, a: [[c2]], b: [1 - b2, b2])
        {
            Error = [-b2, b2],
            EmbeddedOrder = 1,
            Dense = [Polynomial.Theta - second, second],
            DenseOrder = 2,
        };
    }
}
