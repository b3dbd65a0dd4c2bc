namespace NeuralOde.Core.Solving.Tableaus;

/// <summary>
/// The 5(4) pair of Tsitouras with its dense output of order 4; the coefficients are decimals.
/// </summary>
/// <remarks>
/// Source: Tsitouras, Runge–Kutta pairs of order 5(4) satisfying only the first column simplifying
/// assumption, Comput. Math. Appl. 62 (2011), table 1 and the interpolant of section 4.
/// </remarks>
internal static class Tsitouras5
{
    /// <summary>Its coefficients.</summary>
    internal static ButcherTableau Tableau { get; } = new(
        order: 5,
        a: TableauText.Rows(
            """
            0.161
            -0.008480655492356989 0.335480655492357
            2.8971530571054935 -6.359448489975075 4.3622954328695815
            5.325864828439257 -11.748883564062828 7.4955393428898365 -0.09249506636175525
            5.86145544294642 -12.92096931784711 8.159367898576159 -0.071584973281401 -0.028269050394068383
            0.09646076681806523 0.01 0.4798896504144996 1.379008574103742 -3.290069515436081 2.324710524099774
            """),
        b: TableauText.Row(
            """
            0.09646076681806523 0.01 0.4798896504144996 1.379008574103742 -3.290069515436081 2.324710524099774 0
            """))
    {
        PublishedC = TableauText.Row("0 0.161 0.327 0.9 0.9800255409045097 1 1"),
        Error = TableauText.Row(
            """
            0.001780011052225777 0.0008164344596567469 -0.007880878010261995 0.1447110071732629
            -0.5823571654525552 0.45808210592918697 -0.015151515151515152
            """),
        EmbeddedOrder = 4,
        Dense =
        [
            Scaled("-1.0530884977290216") * Polynomial.Theta
                * ThetaMinus("1.3299890189751412") * Quadratic("1.4364028541716351", "0.7139816917074209"),
            Scaled("0.1017") * Square * Quadratic("2.1966568338249754", "1.2949852507374631"),
            Scaled("2.490627285651252793") * Square * Quadratic("2.38535645472061657", "1.57803468208092486"),
            Scaled("-16.54810288924490272") * Square
                * ThetaMinus("1.21712927295533244") * ThetaMinus("0.61620406037800089"),
            Scaled("47.37952196281928122") * Square
                * ThetaMinus("1.203071208372362603") * ThetaMinus("0.658047292653547382"),
            Scaled("-34.87065786149660974") * Square * ThetaMinus("1.2") * ThetaMinus("0.666666666666666667"),
            Scaled("2.5") * Square * ThetaMinus("1") * ThetaMinus("0.6"),
        ],
        DenseOrder = 4,
    };

    private static Polynomial Square => Polynomial.Theta * Polynomial.Theta;

    private static Polynomial Scaled(string factor) => Rational.Parse(factor);

    private static Polynomial ThetaMinus(string root) => Polynomial.Theta - Rational.Parse(root);

    private static Polynomial Quadratic(string linear, string constant) =>
        Square - Scaled(linear) * Polynomial.Theta + Rational.Parse(constant);
}
