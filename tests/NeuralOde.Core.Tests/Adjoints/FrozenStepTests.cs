using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Adjoints;

/// <summary>
/// On frozen steps the solution is a smooth function of all inputs, and its derivative is exact.
/// </summary>
public sealed class FrozenStepTests
{
    public static TheoryData<string, string> MethodsAndAdjoints
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var method in Methods.All)
            {
                pairs.Add(method.Name, "Discrete");
                pairs.Add(method.Name, "Checkpointed(3)");
            }

            return pairs;
        }
    }

    [Theory, MemberData(nameof(MethodsAndAdjoints))]
    public void The_gradient_is_that_of_central_differences(string method, string adjoint)
    {
        var options = Options(method);
        var batch = Frozen(options, examples: 9);
        var gradient = PulledBack<double>.Of(
            (ObservedBatch<double>.Field, options, AllAdjoints.Named(adjoint)),
            batch.Problems,
            ObservedBatch<double>.Theta,
            batch.Cotangent);

        // Central differences with ε = 1e-5: 1e-10 from the third derivative, 1e-11 from rounding.
        const double Epsilon = 1e-5;
        var difference =
            (LossAlong(options, batch, Epsilon) - LossAlong(options, batch, -Epsilon)) / (2 * Epsilon);
        Assert.Equal(difference, AlongDirection(gradient), 1e-8);
    }

    [Fact]
    public void The_Taylor_remainder_falls_with_the_square_of_the_distance()
    {
        var options = Options("Dopri5");
        var batch = Frozen(options, examples: 9);
        var gradient = AlongDirection(PulledBack<double>.Of(
            (ObservedBatch<double>.Field, options, new Adjoint.Discrete()),
            batch.Problems,
            ObservedBatch<double>.Theta,
            batch.Cotangent));
        double[] distances = [.. Enumerable.Range(0, 6).Select(k => 1e-2 * Math.Pow(0.5, k))];

        var loss = LossAlong(options, batch, 0);
        var remainders = distances.Select(
            e => Math.Log(Math.Abs(LossAlong(options, batch, e) - loss - e * gradient)));

        Assert.InRange(Slope.Of([.. distances.Select(e => Math.Log(e))], [.. remainders]), 1.9, 2.1);
    }

    // ⟨v, J w⟩ by solving the tangent equation on the same steps: a Runge–Kutta step of (y, ẏ) is
    // the exact derivative of a Runge–Kutta step of y. Nine examples with some 20 steps each:
    // rounding stays below 1e-13 of the sum.
    [Theory, MemberData(nameof(MethodsAndAdjoints))]
    public void The_pullback_is_the_transpose_of_the_pushforward(string method, string adjoint)
    {
        var options = Options(method);
        var batch = Frozen(options, examples: 9);
        var theta = ObservedBatch<double>.Theta;
        double[] tangents = [.. Enumerable.Range(0, theta.Length).Select(Direction)];
        var both = batch with
        {
            Y0 = Interleaved(batch.Y0, 2, [.. batch.Y0.Select((_, i) => Direction(i + 10))]),
            Inputs = Interleaved(batch.Inputs, 1, [.. batch.Inputs.Select((_, i) => Direction(i + 50))]),
        };
        var forward = Solved<double>.Of(Tangent(), options, both.Problems, [.. theta, .. tangents]);
        double[] v = [.. Enumerable.Range(0, 2 * batch.Times.Length).Select(i => Math.Cos(3.0 * i))];

        var gradient = PulledBack<double>.Of(
            (ObservedBatch<double>.Field, options, AllAdjoints.Named(adjoint)), batch.Problems, theta, _ => v);

        var forwardProduct = v.Select((c, i) => c * forward.Values[i / 2 * 4 + 2 + i % 2]).Sum();
        Assert.Equal(forwardProduct, AlongDirection(gradient), 1e-12 * Math.Max(1, Math.Abs(forwardProduct)));
    }

    private static SolveOptions Options(string method) => new()
    {
        Method = AllMethods.Named(method),
        Controller = AllMethods.Tableau(AllMethods.Named(method)).HasError
            ? StepSizeController.PI
            : new StepSizeController.Fixed(0.13),
        RelativeTolerance = 1e-4,
        AbsoluteTolerance = 1e-4,
    };

    private static ObservedBatch<double> Frozen(SolveOptions options, int examples)
    {
        var batch = ObservedBatch<double>.First(examples);
        var solve = new SolveWorkspace<double>(ObservedBatch<double>.Field, options, recordSteps: true);
        solve.Run(batch.Problems, ObservedBatch<double>.Theta);
        return batch.OnStepsOf(solve);
    }

    private static double LossAlong(SolveOptions options, ObservedBatch<double> batch, double distance)
    {
        var moved = batch with
        {
            Y0 = [.. batch.Y0.Select((y, i) => y + distance * Direction(i + 10))],
            Inputs = [.. batch.Inputs.Select((u, i) => u + distance * Direction(i + 50))],
        };
        double[] theta = [.. ObservedBatch<double>.Theta.Select((p, i) => p + distance * Direction(i))];
        return batch.Loss(
            Solved<double>.Of(ObservedBatch<double>.Field, options, moved.Problems, theta).Values);
    }

    private static double AlongDirection(PulledBack<double> gradient) =>
        gradient.Parameters.Select((g, i) => g * Direction(i)).Sum()
        + gradient.Y0.Select((g, i) => g * Direction(i + 10)).Sum()
        + gradient.Inputs.Select((g, i) => g * Direction(i + 50)).Sum();

    private static double Direction(int i) => Math.Sin(5.0 * i + 1);

    /// <summary>The field of (y, ẏ) with parameters (θ, θ̇) and inputs (u, u̇).</summary>
    private static VectorField Tangent()
    {
        var field = ObservedBatch<double>.Field;
        var pushforward = Pushforward.Of(field.Program);
        return VectorField.Define(4, 12, 2, (t, y, p, u) =>
        {
            Expression[] at = [t, y[..2], p[..6], u[..1]];
            var zero = 0 * t;
            var tangent = Inline.Of(pushforward, [.. at, zero, y[2..], p[6..], u[1..]])[0];
            return Concatenate(Inline.Of(field.Program, at)[0], tangent);
        });
    }

    private static double[] Interleaved(double[] rows, int width, double[] tangents) =>
        [.. rows.Chunk(width).Zip(tangents.Chunk(width)).SelectMany(pair => pair.First.Concat(pair.Second))];
}
