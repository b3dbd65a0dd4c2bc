using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Programs;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Programs;

public sealed class CompositionTests
{
    private static readonly VectorField Net = VectorField.Mlp(3, [4], Activation.Tanh, Time.Appended);

    [Fact]
    public void The_Hessian_of_a_cubic_times_a_vector_is_its_closed_form()
    {
        // f = x0²·x1 + exp(x0): Hv = (2 x1 v0 + eˣ⁰ v0 + 2 x0 v1, 2 x0 v0).
        var f = Trace.Program(
            "f",
            [new ProgramInput("x", 2, Shared: false)],
            inputs => [("f", inputs[0][0] * inputs[0][0] * inputs[0][1] + Exp(inputs[0][0]))]);

        var product = NaiveInterpreter.Run(HessianVectorProduct.Of(f, 0), [0.5, -2], [3, 7])[0];

        Assert.Equal(2 * -2 * 3 + Math.Exp(0.5) * 3 + 2 * 0.5 * 7, product[0], 1e-14);
        Assert.Equal(2 * 0.5 * 3, product[1], 1e-14);
    }

    [Fact]
    public void The_exact_divergence_is_the_trace_of_the_Jacobian()
    {
        var inputs = Inputs();

        var jacobian = NaiveInterpreter.Run(Jacobian.Of(Net.Program, 1), inputs)[0];
        var divergence = NaiveInterpreter.Run(Divergence.Exact(Net), inputs)[0];

        Assert.Equal(jacobian[0] + jacobian[4] + jacobian[8], divergence[0], 1e-14);
    }

    [Fact]
    public void The_Jacobian_times_a_vector_is_the_pushforward()
    {
        var inputs = Inputs();
        double[] v = [0.3, -0.8, 0.5];

        var jacobian = NaiveInterpreter.Run(Jacobian.Of(Net.Program, 1), inputs)[0];
        var tangent = NaiveInterpreter.Run(
            Pushforward.Of(Net.Program), [.. inputs, [0], v, new double[Net.Parameters], []])[0];

        for (var row = 0; row < 3; row++)
        {
            Assert.Equal(
                jacobian[(3 * row)..(3 * row + 3)].Zip(v, (a, b) => a * b).Sum(), tangent[row], 1e-14);
        }
    }

    [Fact]
    public void The_mean_of_the_estimate_over_all_signs_is_the_exact_divergence()
    {
        var inputs = Inputs();
        double[][] signs =
            [.. Enumerable.Range(0, 8).Select(i => new double[] { 1 - 2 * (i & 1), 1 - (i & 2), 1 - (i & 4) / 2 })];

        var estimates = signs.Select(
            noise => NaiveInterpreter.Run(Divergence.Hutchinson(Net), [.. inputs, noise])[0][0]);

        Assert.Equal(NaiveInterpreter.Run(Divergence.Exact(Net), inputs)[0][0], estimates.Average(), 1e-14);
    }

    [Fact]
    public void A_net_starts_within_the_bound_of_its_layers() => Assert.Equal(
        [
            ("0.weight", 16, 0.5), ("0.bias", 4, 0.5), ("1.weight", 12, 0.5), ("1.bias", 3, 0.5),
        ],
        Net.Layout.Blocks.Select(block => (block.Name, block.Size, ((StartValue.Uniform)block.Start).Bound)));

    [Fact]
    public void A_tensor_that_does_not_enter_the_field_is_named()
    {
        var layout = new ParameterLayout(
        [
            new ParameterBlock("used", [2], new StartValue.Constant(1)),
            new ParameterBlock("forgotten", [3], new StartValue.Constant(1)),
        ]);

        var fault = Reachability.Fault(VectorField.Define(2, layout, (_, y, p) => y * p[..2]));

        Assert.Contains("'forgotten'", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("'used'", fault, StringComparison.Ordinal);
        Assert.Null(Reachability.Fault(Net));
    }

    private static double[][] Inputs() => AnyProgram.Numbers(new Seed(5), [1, 3, Net.Parameters, 0]);
}
