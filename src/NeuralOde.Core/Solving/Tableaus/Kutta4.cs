namespace NeuralOde.Core.Solving.Tableaus;

/// <summary>The classical method of order 4. It has no embedded error, so its step is fixed.</summary>
/// <remarks>
/// Source: Kutta (1901); the dense output of order 3 is the natural continuous extension of Zennaro, Math.
/// Comp. 46 (1986), as in Hairer, Nørsett, Wanner, Solving ODEs I, 2nd ed., II.6.
/// </remarks>
internal static class Kutta4
{
    /// <summary>Its coefficients.</summary>
    internal static ButcherTableau Tableau { get; } = new(
        order: 4,
        a: TableauText.Rows(
            """
            1/2
            0    1/2
            0    0    1
            """),
        b: TableauText.Row("1/6 1/3 1/3 1/6"))
    {
        Dense =
        [
            TableauText.Polynomial("0 1 -3/2 2/3"),
            TableauText.Polynomial("0 0 1 -2/3"),
            TableauText.Polynomial("0 0 1 -2/3"),
            TableauText.Polynomial("0 0 -1/2 2/3"),
        ],
        DenseOrder = 3,
    };
}
