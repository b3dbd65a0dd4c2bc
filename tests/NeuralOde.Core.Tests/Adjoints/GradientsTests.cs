using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using Xunit;

namespace NeuralOde.Core.Tests.Adjoints;

public sealed class GradientsTests
{
    // y' = a·y: y(T) = y0·e^(aT), with a = 0.5, y0 = 2, T = 3.
    [Fact]
    public void The_friendly_call_gives_solution_and_derivatives()
    {
        var field = VectorField.Define(1, 1, (_, y, p) => p * y);
        var problem = InitialValueProblem<double>.Of(field, [2.0], 0, 3, 3);

        var gradient = Gradients.Of(
            problem,
            [0.5],
            _ => [1.0],
            new() { Solve = new() { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-12 } });

        Assert.Equal(8.963378140676129, gradient.Solution.Lanes[0].Values[0], 1e-10);
        Assert.Equal(26.89013442202839, gradient.Parameters[0], 1e-9);
        Assert.Equal(4.4816890703380645, gradient.Lanes[0].Y0[0], 1e-10);
        Assert.Equal(4.4816890703380645, gradient.Lanes[0].T1, 1e-10);
        Assert.Equal(-4.4816890703380645, gradient.Lanes[0].T0, 1e-10);
        Assert.Equal(gradient.Lanes[0].T1, gradient.Lanes[0].Times[0]);
    }

    // 40 lanes of a net 3-7-3; sums over lanes are in another order, so θ̄ agrees to rounding only.
    [Theory, Trait("Category", "Bits")]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(32)]
    public void Tiles_of_any_size_carry_back_the_same_bits_to_each_start(int lanes)
    {
        var field = VectorField.Mlp(3, [7], Activation.Tanh);
        double[] theta = [.. Enumerable.Range(0, field.Parameters).Select(i => Math.Sin(i))];
        var problem = new InitialValueProblem<double>(
            field, [.. Enumerable.Range(0, 40).Select(i => new LaneProblem<double>([i * 0.05, -1, 0.5], 0, T1(i), [T1(i)]))]);

        var (chosen, asked) = (Of(0), Of(lanes));

        Assert.Equal(chosen.Lanes.Select(lane => lane.Y0), asked.Lanes.Select(lane => lane.Y0));
        Assert.All(chosen.Parameters.Zip(asked.Parameters), pair =>
            Assert.Equal(pair.First, pair.Second, 1e-12 * Math.Max(1, Math.Abs(pair.First))));

        static double T1(int example) => 1 + example * 0.1;

        Gradient<double> Of(int size) => Gradients.Of(
            problem, theta, solved => solved.Values, new() { Solve = new() { Lanes = size } });
    }

    [Fact]
    public void Joint_coupling_is_refused_where_steps_must_be_taken_again()
    {
        var field = VectorField.Define(1, 1, (_, y, p) => p * y);
        var options = new SolveOptions { Coupling = Coupling.Joint };

        var error = Assert.Throws<ArgumentException>(
            () => new AdjointSolveWorkspace<double>(field, options, new Adjoint.Checkpointed(2)));

        Assert.Contains("Discrete", error.Message, StringComparison.Ordinal);
    }
}
