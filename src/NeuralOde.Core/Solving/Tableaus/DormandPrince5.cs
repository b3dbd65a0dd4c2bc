using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving.Tableaus;

/// <summary>The 5(4) pair of Dormand and Prince with Shampine's dense output of order 4.</summary>
/// <remarks>
/// Source: Dormand, Prince, A family of embedded Runge–Kutta formulae, J. Comp. Appl. Math. 6 (1980); dense
/// output as in Hairer, Nørsett, Wanner, Solving ODEs I, 2nd ed., II.6, and their program DOPRI5.
/// </remarks>
internal static class DormandPrince5
{
    private static readonly ValueArray<Rational> B =
        TableauText.Row("35/384 0 500/1113 125/192 -2187/6784 11/84 0");

    /// <summary>Its coefficients.</summary>
    internal static ButcherTableau Tableau { get; } = new(
        order: 5,
        a: TableauText.Rows(
            """
            1/5
            3/40        9/40
            44/45       -56/15       32/9
            19372/6561  -25360/2187  64448/6561  -212/729
            9017/3168   -355/33      46732/5247  49/176    -5103/18656
            35/384      0            500/1113    125/192   -2187/6784   11/84
            """),
        b: B)
    {
        Error = TableauText.Row("71/57600 0 -71/16695 71/1920 -17253/339200 22/525 -1/40"),
        EmbeddedOrder = 4,
        Dense = TableauText.Hermite(
            B,
            d: TableauText.Row(
                """
                -12715105075/11282082432
                0
                87487479700/32700410799
                -10690763975/1880347072
                701980252875/199316789632
                -1453857185/822651844
                69997945/29380423
                """)),
        DenseOrder = 4,
    };
}
