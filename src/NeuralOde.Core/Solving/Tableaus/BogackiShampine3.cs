using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving.Tableaus;

/// <summary>
/// The 3(2) pair of Bogacki and Shampine; the dense output is the cubic Hermite polynomial.
/// </summary>
/// <remarks>
/// Source: Bogacki, Shampine, A 3(2) pair of Runge–Kutta formulas, Appl. Math. Lett. 2 (1989).
/// </remarks>
internal static class BogackiShampine3
{
    private static readonly ValueArray<Rational> B = TableauText.Row("2/9 1/3 4/9 0");

    /// <summary>Its coefficients.</summary>
    internal static ButcherTableau Tableau { get; } = new(
        order: 3,
        a: TableauText.Rows(
            """
            1/2
            0    3/4
            2/9  1/3  4/9
            """),
        b: B)
    {
        Error = TableauText.Row("-5/72 1/12 1/9 -1/8"),
        EmbeddedOrder = 2,
        Dense = TableauText.Hermite(B, d: TableauText.Row("0 0 0 0")),
        DenseOrder = 3,
    };
}
