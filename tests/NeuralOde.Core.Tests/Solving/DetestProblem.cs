using NeuralOde.Core.Programs;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

/// <summary>The problems of DETEST, from t = 0 to 20, with y(20) in quadruple precision.</summary>
/// <remarks>
/// Source of the problems: Hull, Enright, Fellen, Sedgwick, Comparing numerical methods for ordinary
/// differential equations, SIAM J. Numer. Anal. 9 (1972); E4 with 0.032, as in the original. The numbers at
/// 20 come from two independent computations that agree to 1e-25 or better.
/// </remarks>
internal sealed record DetestProblem(string Name, VectorField Field, double[] Y0, double[] Y20)
{
    private static readonly DetestProblem[] All =
    [
        .. DetestClassC.All,
        new("A1", Of(1, (_, y) => -y), [1], [2.06115362243855782797e-09]),
        new("A2", Of(1, (_, y) => -y * y * y / 2), [1], [2.18217890235992381266e-01]),
        new("A3", Of(1, (t, y) => y * Cos(t)), [1], [2.49165027185041452346e+00]),
        new("A4", Of(1, (_, y) => y / 4 * (1 - y / 20)), [1], [1.77301664813148398489e+01]),
        new("A5", Of(1, (t, y) => (y - t) / (y + t)), [4], [-7.88782668896401423731e-01]),
        new(
            "B1",
            Of(2, (_, y) => Vector(2 * (y[0] - y[0] * y[1]), -(y[1] - y[0] * y[1]))),
            [1, 3],
            [6.76187600857660660726e-01, 1.86081609964002980075e-01]),
        new(
            "B2",
            Of(3, (_, y) => Vector(-y[0] + y[1], y[0] - 2 * y[1] + y[2], y[1] - y[2])),
            [2, 0, 1],
            [1.00000000103057681122e+00, 1.00000000000000000000e+00, 9.99999998969423188781e-01]),
        new(
            "B3",
            Of(3, (_, y) => Vector(-y[0], y[0] - y[1] * y[1], y[1] * y[1])),
            [1, 0, 0],
            [2.06115362243855782797e-09, 5.25722802204851252888e-02, 9.47427717718361252273e-01]),
        new(
            "B4",
            Of(3, Torus),
            [3, 0, 0],
            [9.82695092800653049932e-01, 2.19844708169492970225e+00, 9.12945250727627654376e-01]),
        new(
            "B5",
            Of(3, (_, y) => Vector(y[1] * y[2], -y[0] * y[2], -0.51 * y[0] * y[1])),
            [0, 1, 1],
            [-9.39657079872920396188e-01, -3.42117775400074906535e-01, 7.41412659619995300783e-01]),
        Orbit(
            "D1",
            0.1,
            [
                2.19883535200839661285e-01, 9.42707684634181308521e-01,
                -9.78765984105817651458e-01, 3.28797799096203608263e-01,
            ]),
        Orbit(
            "D2",
            0.3,
            [
                -1.77702735714041169332e-01, 9.46778471990589258044e-01,
                -1.03029416319296957401e+00, 1.21107489005395216335e-01,
            ]),
        Orbit(
            "D3",
            0.5,
            [
                -5.78043295303536123275e-01, 8.63384000919419280134e-01,
                -9.59508373038072735626e-01, -6.50491512671209016772e-02,
            ]),
        Orbit(
            "D4",
            0.7,
            [
                -9.53899029341639439739e-01, 6.90740902421943151699e-01,
                -8.21267427087743309454e-01, -1.53957425912582470799e-01,
            ]),
        Orbit(
            "D5",
            0.9,
            [
                -1.29526625098757436772e+00, 4.00393896379232152730e-01,
                -6.77539092470756588748e-01, -1.27083815427868618767e-01,
            ]),
        new(
            "E1",
            Of(2, (t, y) => Vector(y[1], -(y[1] / (t + 1) + (1 - 0.25 / ((t + 1) * (t + 1))) * y[0]))),
            [0.6713967071418030, 0.09540051444747446],
            [1.45672360072824652502e-01, -9.88350019557457810834e-02]),
        new(
            "E2",
            Of(2, (_, y) => Vector(y[1], (1 - y[0] * y[0]) * y[1] - y[0])),
            [2, 0],
            [2.00814976217494859201e+00, -4.25088752732021469859e-02]),
        new(
            "E3",
            Of(2, (t, y) => Vector(y[1], y[0] * y[0] * y[0] / 6 - y[0] + 2 * Sin(2.78535 * t))),
            [0, 0],
            [-1.00417885864724071036e-01, 2.41140013209595558242e-01]),
        new(
            "E4",
            Of(2, (_, y) => Vector(y[1], 0.032 - 0.4 * y[1] * y[1])),
            [30, 0],
            [3.39509144464655639977e+01, 2.76782265967286779018e-01]),
        new(
            "E5",
            Of(2, (t, y) => Vector(y[1], Sqrt(1 + y[1] * y[1]) / (25 - t))),
            [0, 0],
            [1.41179739054262546825e+01, 2.40000000000000000000e+00]),
    ];

    public static TheoryData<string> Names => [.. All.Select(problem => problem.Name)];

    public static DetestProblem Named(string name) => All.Single(problem => problem.Name == name);

    public static VectorField Of(int state, Func<Expression, Expression, Expression> function) =>
        VectorField.Define(state, 0, (t, y, _) => function(t, y));

    private static Expression Torus(Expression t, Expression y)
    {
        var radius = Sqrt(y[0] * y[0] + y[1] * y[1]);
        return Vector(-y[1] - y[0] * y[2] / radius, y[0] - y[1] * y[2] / radius, y[0] / radius);
    }

    private static DetestProblem Orbit(string name, double eccentricity, double[] y20) => new(
        name,
        Of(4, (_, y) =>
        {
            var square = y[0] * y[0] + y[1] * y[1];
            var cube = square * Sqrt(square);
            return Vector(y[2], y[3], -y[0] / cube, -y[1] / cube);
        }),
        [1 - eccentricity, 0, 0, Math.Sqrt((1 + eccentricity) / (1 - eccentricity))],
        y20);
}
