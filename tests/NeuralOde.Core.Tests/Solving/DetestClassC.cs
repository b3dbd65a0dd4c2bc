using NeuralOde.Core.Programs;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

/// <summary>
/// Class C of DETEST: linear chains, and the five outer planets. Some copies in circulation lost the decimal
/// point of Neptune's 1.65699966404 or the last diagonal entry of C3 and C4; these are the original problems.
/// </summary>
/// <remarks>
/// The numbers at 20 were computed by extrapolation of the midpoint rule in 40 decimal digits, with two step
/// sizes that agree to 1e-26 or better.
/// </remarks>
internal static class DetestClassC
{
    // The constant of gravity, and the masses of the sun with the inner planets
    // and of Jupiter to Pluto, in suns.
    private const double Gravity = 2.95912208286;
    private const double Sun = 1.00000597682;

    private static readonly double[] Masses =
        [0.000954786104043, 0.000285583733151, 0.0000437273164546, 0.0000517759138449, 0.00000277777777778];

    public static IEnumerable<DetestProblem> All =>
    [
        new(
            "C1",
            Chain(10, i => i < 9 ? -1 : 0, _ => 1),
            Start(10),
            [
                2.06115362243855783e-9, 4.12230724487711566e-8, 4.12230724487711566e-7,
                2.74820482991807710e-6, 1.37410241495903855e-5, 5.49640965983615421e-5,
                1.83213655327871807e-4, 5.23467586651062306e-4, 1.30866896662765576e-3,
                9.97912740950864981e-1,
            ]),
        new(
            "C2",
            Chain(10, i => i < 9 ? -(i + 1) : 0, i => i),
            Start(10),
            [
                2.06115362243855783e-9, 2.06115361819020357e-9, 2.06115361394184933e-9,
                2.06115360969349509e-9, 2.06115360544514086e-9, 2.06115360119678664e-9,
                2.06115359694843243e-9, 2.06115359270007822e-9, 2.06115358845172403e-9,
                9.99999981449617551e-1,
            ]),
        new(
            "C3",
            Heat(10),
            Start(10),
            [
                2.94811921102269941e-3, 5.63538015484529592e-3, 7.82907251592703829e-3,
                9.34825790859559708e-3, 1.00794361030198048e-2, 9.98267417142948901e-3,
                9.08869333276533190e-3, 7.48911519518508500e-3, 5.32296413095267560e-3,
                2.76243437902951443e-3,
            ]),
        new(
            "C4",
            Heat(51),
            Start(51),
            [
                3.12411145372210304e-3, 6.01541684215132272e-3, 8.47002183484361070e-3,
                1.03368293173339233e-2, 1.15324957287392037e-2, 1.20454952573791239e-2,
                1.19295706801521918e-2, 1.12888320711112884e-2, 1.02580450139098811e-2,
                8.98201758193416997e-3, 7.59750090249272787e-3, 6.21992055682536724e-3,
                4.93591634100946241e-3, 3.80143254425630476e-3, 2.84421367758792037e-3,
                2.06912339422258343e-3, 1.46468728284378050e-3, 1.00954526394100390e-3,
                6.77935433022624502e-4, 4.43781526911824279e-4, 2.83326454293906325e-4,
                1.76500579879709750e-4, 1.07334259269755001e-4, 6.37449760177955438e-5,
                3.69864530970544843e-5, 2.09746683264410095e-5, 1.16295671041234802e-5,
                6.30671040577898405e-6, 3.34628643086421118e-6, 1.73776007418116614e-6,
                8.83536690425763051e-7, 4.39952041112023002e-7, 2.14618189715167873e-7,
                1.02598121165739051e-7, 4.80786406881649945e-8, 2.20917515250266462e-8,
                9.95625126333203440e-9, 4.40219365386307523e-9, 1.91014938225988906e-9,
                8.13589292167481001e-10, 3.40247711856746073e-10, 1.39748561749008424e-10,
                5.63857530233723914e-11, 2.23545970734151908e-11, 8.71049803190350604e-12,
                3.33655427238790932e-12, 1.25667956597876262e-12, 4.65435904275712766e-13,
                1.69355913997493876e-13, 5.99659378838671217e-14, 1.89133069102798969e-14,
            ]),
        new(
            "C5",
            DetestProblem.Of(30, (_, y) => Planets(y)),
            Outer,
            [
                -4.79273022432363490e+0, -2.42055072544902206e+0, -9.21250930601511868e-1,
                -4.21731040403521339e+0, 7.35620294749896997e+0, 3.22378598542121177e+0,
                4.03555944326227056e+0, 1.71986552867055496e+1, 7.47891079423370276e+0,
                -2.99875932632484422e+1, -4.10731093755092956e+0, -9.27700832175440830e-1,
                -2.44212530251848277e+1, 2.38145904574655445e+1, 1.49209630695135881e+1,
                3.49920896306399729e-1, -5.74848768791280274e-1, -2.55169402087914438e-1,
                -5.23704097890332546e-1, -2.49300046357966173e-1, -8.04534164204446571e-2,
                -3.87528923733410953e-1, 5.64860328876789208e-2, 3.02360647214334300e-2,
                4.13385654671244617e-2, -2.86239302984137931e-1, -1.18303240513620702e-1,
                -1.51198645735920561e-1, -2.46006889431876563e-1, -3.18968741132387709e-2,
            ]),
    ];

    // Positions of Jupiter, Saturn, Uranus, Neptune and Pluto, then their velocities; shape [2, planets, 3].
    private static double[] Outer =>
    [
        3.42947415189, 3.35386959711, 1.35494901715, 6.64145542550, 5.97156957878, 2.18231499728,
        11.2630437207, 14.6952576794, 6.27960525067, -30.1552268759, 1.65699966404, 1.43785752721,
        -21.1238353380, 28.4465098142, 15.3882659679, -0.557160570446, 0.505696783289, 0.230578543901,
        -0.415570776342, 0.365682722812, 0.169143213293, -0.325325669158, 0.189706021964, 0.0877265322780,
        -0.0240476254170, -0.287659532608, -0.117219543175, -0.176860753121, -0.216393453025, -0.0148647893090,
    ];

    private static double[] Start(int state) => [1, .. new double[state - 1]];

    /// <summary>A decay in which each substance becomes the next one.</summary>
    private static VectorField Chain(int state, Func<int, double> own, Func<int, double> before) =>
        DetestProblem.Of(state, (_, y) => Vector(
        [
            own(0) * y[0],
            .. Enumerable.Range(1, state - 1).Select(i => before(i) * y[i - 1] + own(i) * y[i]),
        ]));

    /// <summary>Heat in a rod whose ends are kept at 0.</summary>
    private static VectorField Heat(int state) => DetestProblem.Of(state, (_, y) => Vector(
    [
        -2 * y[0] + y[1],
        .. Enumerable.Range(1, state - 2).Select(i => y[i - 1] - 2 * y[i] + y[i + 1]),
        y[state - 2] - 2 * y[state - 1],
    ]));

    private static Expression Planets(Expression y)
    {
        Expression[] places = [.. Enumerable.Range(0, 5).Select(planet => y[(3 * planet)..(3 * planet + 3)])];
        return Vector([y[15..], .. places.Select((_, planet) => Gravity * Pull(places, planet))]);
    }

    /// <summary>The pull of the sun, and of the other planets on the planet less that on the sun.</summary>
    private static Expression Pull(Expression[] places, int planet)
    {
        var sum = -(Sun + Masses[planet]) * ByCube(places[planet]);
        for (var other = 0; other < 5; other++)
        {
            if (other == planet) continue;
            sum += Masses[other] * (ByCube(places[other] - places[planet]) - ByCube(places[other]));
        }

        return sum;
    }

    /// <summary>r/|r|³.</summary>
    private static Expression ByCube(Expression r)
    {
        var square = Dot(r, r);
        return r / (square * Sqrt(square));
    }
}
