using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.TestKit;
using NeuralOde.TestKit.Programs;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Programs;

public sealed class KeptValuesTests
{
    [Fact]
    public void Hidden_layers_are_handed_on()
    {
        var kept = Cut(VectorField.Mlp(2, [8, 6], Activation.Tanh));

        Assert.Equal([2, 8, 6], kept.Field.Outputs.Select(output => kept.Field.Nodes[output.Node].Size));
        Assert.Equal([1, 2, 92, 0, 8, 6, 2], kept.Pullback.Inputs.Select(input => input.Size));
        Assert.Equal("cotangent of dy/dt", kept.Pullback.Inputs[^1].Name);
    }

    [Fact]
    public void Where_a_derivative_needs_the_argument_of_a_function_it_is_the_product_that_is_kept()
    {
        var kept = Cut(VectorField.Mlp(2, [8], Activation.Sin));

        Assert.All(kept.Field.Outputs, output =>
            Assert.True(kept.Field.Nodes[output.Node].Operation is Operation.MatrixVector or Operation.Unary));
        Assert.Contains(
            kept.Field.Outputs.Skip(1), output => kept.Field.Nodes[output.Node].Operation is Operation.MatrixVector);
    }

    [Theory]
    [InlineData(65)]
    [InlineData(100)]
    public void Wide_layers_are_not_kept(int width)
    {
        var field = VectorField.Mlp(2, [width], Activation.Tanh);

        var kept = Cut(field);

        Assert.Same(field.Program, kept.Field);
        Assert.Equal(5, kept.Pullback.Inputs.Count);
    }

    [Fact]
    public void A_field_of_sums_and_products_of_its_state_keeps_nothing()
    {
        var field = VectorField.Define(2, 0, (_, y, _) => Vector(y[1], (1 - y[0] * y[0]) * y[1] - y[0]));

        Assert.Same(field.Program, Cut(field).Field);
    }

    [Fact, Trait("Category", "Bits")]
    public void The_cut_pullback_gives_the_bits_of_the_whole_one()
    {
        foreach (var activation in Enum.GetValues<Activation>())
        {
            var field = VectorField.Mlp(2, [5, 4], activation, Time.Appended);
            var kept = Cut(field);
            double[][] inputs = [.. field.Program.Inputs.Select((input, i) => Numbers(input.Size, i))];
            var cotangent = Numbers(2, 9);

            var found = NaiveInterpreter.Run(kept.Field, inputs);

            SameBits.Assert<double>(NaiveInterpreter.Run(field.Program, inputs)[0], found[0]);
            var expected = NaiveInterpreter.Run(Pullback.Of(field.Program, 1, 2), [.. inputs, cotangent]);
            var actual = NaiveInterpreter.Run(kept.Pullback, [.. inputs, .. found.Skip(1), cotangent]);
            for (var i = 0; i < expected.Length; i++) SameBits.Assert<double>(expected[i], actual[i]);
        }
    }

    private static KeptValues Cut(VectorField field) =>
        KeptValues.Of(field.Program, Pullback.Of(field.Program, 1, 2));

    private static double[] Numbers(int count, int seed) =>
        [.. Enumerable.Range(0, count).Select(at => new Seed((ulong)seed).Uniform((ulong)at) - 0.5)];
}
