using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Adjoints;

/// <summary>
/// Gradients against numbers computed in quadruple precision at two resolutions, which agree to 1e-28.
/// </summary>
/// <remarks>
/// With a tolerance of 1e-12 to 1e-13 a fifth-order method leaves errors of a few 1e-12: 1e-10 is safe.
/// </remarks>
public sealed class GradientReferenceTests
{
    private const double Tolerance = 1e-10;

    private static readonly SolveOptions Tight =
        new() { RelativeTolerance = 1e-13, AbsoluteTolerance = 1e-13 };

    // f = W2·tanh(W1·[y, t] + b1) + b2 with 2 states and 4 hidden units, θₖ = 0.5·sin(k + 1), y(0) = (1,
    // −0.5), L = ½|y(1) − (0.3, 0.7)|².
    private static readonly double[] ThetaCotangent =
    [
        -.2560624964904629619, .08710061180293107439, -.1627202569708630333, -.03657676910542241233,
        .01078529261324162183, -.02969678199675988113, .2042178150978724360, -.07221671483540461492,
        .1190514831763850576, .2921738486918147052, -.1015044272472562411, .1774219801247144590,
        -.3314751236927971313, -.05043236336059103296, .2592411534790084263, .3742714938205458215,
        .06513347161022157911, .03624207162710753904, .07851617190445276079, -.05552514145617113670,
        -.3327675514323823469, -.2021974310883449751, -.3916588636127411460, .2631659618009765261,
        .1520283498535172549, -.7903401972226083176,
    ];

    public static TheoryData<string> Adjoints => AllAdjoints.Names;

    [Theory, MemberData(nameof(Adjoints))]
    public void The_gradient_of_a_small_net_is_that_of_the_reference(string adjoint)
    {
        var field = VectorField.Mlp(2, [4], Activation.Tanh, Time.Appended);
        double[] theta = [.. Enumerable.Range(1, field.Parameters).Select(k => 0.5 * Math.Sin(k))];
        var batch = new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [1, -0.5],
            T0 = [0],
            T1 = [1],
            TimeOffsets = [0, 1],
            Times = [1],
        };

        var gradient = PulledBack<double>.Of(
            (field, Tight, AllAdjoints.Named(adjoint)), batch, theta, y => [y[0] - 0.3, y[1] - 0.7]);

        Close([0.518406274794947833, -7.80286363511420664e-4], gradient.Values);
        Close([8.13797795410009300e-2, -0.886197343827769198], gradient.Y0);
        Close([0.434600769903736345], gradient.T0);
        Close([-0.497936802040237130], gradient.T1);
        Close(ThetaCotangent, gradient.Parameters);
    }

    [Theory, MemberData(nameof(Adjoints))]
    public void The_scalar_equation_has_its_closed_form(string adjoint)
    {
        var field = VectorField.Define(1, 1, (_, y, p) => p * y);
        var batch = new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [2],
            T0 = [0],
            T1 = [3],
            TimeOffsets = [0, 1],
            Times = [3],
        };

        var gradient = PulledBack<double>.Of(
            (field, Tight, AllAdjoints.Named(adjoint)), batch, [0.5], _ => [1]);

        Close([8.963378140676129], gradient.Values);
        Close([4.4816890703380645], gradient.Y0);
        Close([26.89013442202839], gradient.Parameters);
        Close([4.4816890703380645], gradient.T1);
        Close([-4.4816890703380645], gradient.T0);
    }

    // y' = p·y until t = 1 and 3p·y behind it: y(2) = y0·e^(4p).
    [Theory, MemberData(nameof(Adjoints))]
    public void A_field_that_jumps_at_a_step_time_has_its_closed_form(string adjoint)
    {
        var field = VectorField.Define(1, 1, (t, y, p) => If(Less(t, 1), p, 3 * p) * y);
        var options = Tight with { StepTimes = [1] };
        var batch = new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [2],
            T0 = [0],
            T1 = [2],
            TimeOffsets = [0, 1],
            Times = [2],
        };

        var gradient = PulledBack<double>.Of(
            (field, options, AllAdjoints.Named(adjoint)), batch, [0.25], _ => [1]);

        Close([2 * Math.E], gradient.Values);
        Close([Math.E], gradient.Y0);
        Close([8 * Math.E], gradient.Parameters);
    }

    // y' = y³A from (2, 0), A = [[−0.1, 2], [−2, −0.1]]: dy(1.5)/dA by rows and then dy(1.5)/dy0, both
    // components each, from the variational equation.
    [Theory]
    [InlineData("Discrete", 0)]
    [InlineData("Discrete", 1)]
    [InlineData("Checkpointed(3)", 0)]
    [InlineData("Checkpointed(3)", 1)]
    [InlineData("Backsolve", 0)]
    [InlineData("Backsolve", 1)]
    public void The_sensitivities_of_the_cubic_spiral_are_those_of_the_reference(
        string adjoint, int component)
    {
        double[] reference =
        [
            -3.69543919349772516473, 14.8233212628318803401, -1.34704387980195631056, 3.23495355870787686459,
            0.588114121311123738435, -1.40429382902413428793, -4.17298484131414904742, 14.6422096558178421189,
            -2.43747781725657948115, 6.81823472081630827185, -0.250351957477202835590, 0.604742639524109166057,
        ];
        var field = VectorField.Define(2, 4, (_, y, a) =>
        {
            var cube = y * y * y;
            return Vector(a[0] * cube[0] + a[2] * cube[1], a[1] * cube[0] + a[3] * cube[1]);
        });
        var batch = new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [2, 0],
            T0 = [0],
            T1 = [1.5],
            TimeOffsets = [0, 1],
            Times = [1.5],
        };

        var gradient = PulledBack<double>.Of(
            (field, Tight, AllAdjoints.Named(adjoint)),
            batch,
            [-0.1, 2, -2, -0.1],
            _ => component == 0 ? [1, 0] : [0, 1]);

        Close([1.29199156297678639126, 0.972586074434516425390], gradient.Values);
        Close([.. Component(reference, component)], [.. gradient.Parameters, .. gradient.Y0]);
    }

    private static IEnumerable<double> Component(double[] pairs, int component) =>
        pairs.Where((_, index) => index % 2 == component);

    private static void Close(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(
            pair.Second - pair.First, -Tolerance * Math.Max(1, Math.Abs(pair.First)), Tolerance * Math.Max(
                1, Math.Abs(pair.First))));
    }
}
