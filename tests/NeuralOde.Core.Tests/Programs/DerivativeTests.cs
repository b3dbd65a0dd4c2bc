using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Programs;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Programs;

public sealed class DerivativeTests
{
    /// <summary>Every function of the library at points away from its kinks.</summary>
    public static TheoryData<string> Functions => [.. Table.Keys];

    private static readonly Dictionary<string, Func<Expression, Expression, Expression>> Table = new()
    {
        ["negate"] = (x, _) => -x,
        ["abs"] = (x, _) => Abs(x),
        ["sign"] = (x, _) => Sign(x),
        ["floor"] = (x, _) => Floor(x),
        ["sqrt"] = (x, _) => Sqrt(x * x),
        ["exp"] = (x, _) => Exp(x),
        ["expm1"] = (x, _) => Expm1(x),
        ["log"] = (x, _) => Log(x * x),
        ["log1p"] = (x, _) => Log1p(x * x),
        ["sin"] = (x, _) => Sin(x),
        ["cos"] = (x, _) => Cos(x),
        ["tan"] = (x, _) => Tan(x),
        ["sinh"] = (x, _) => Sinh(x),
        ["cosh"] = (x, _) => Cosh(x),
        ["tanh"] = (x, _) => Tanh(x),
        ["accurate tanh"] = (x, _) => AccurateTanh(x),
        ["sigmoid"] = (x, _) => Sigmoid(x),
        ["add"] = (x, y) => x + y,
        ["subtract"] = (x, y) => x - y[0],
        ["multiply"] = (x, y) => x * y,
        ["divide"] = (x, y) => x[1] / y,
        ["power"] = (x, y) => Pow(x * x, y),
        ["cube"] = (x, _) => Pow(x, 3),
        ["inverse square"] = (x, _) => Pow(x, -2),
        ["min"] = (x, y) => Min(x, y),
        ["max"] = (x, y) => Max(x, y[2]),
        ["mod"] = (x, y) => Mod(x, y),
        ["less"] = (x, y) => Less(x, y),
        ["greater or equal"] = (x, y) => GreaterOrEqual(x, y),
        ["equal"] = (x, y) => Equal(x, y),
        ["if"] = (x, y) => If(Less(x, y), x * x, y),
        ["affine"] = (x, y) => Affine(Outer(y, x), x, y),
        ["matrix vector"] = (x, y) => MatrixVector(Outer(x, y), y),
        ["transposed"] = (x, y) => TransposedMatrixVector(Outer(x, y), x),
        ["outer"] = (x, y) => Outer(x, y),
        ["sum"] = (x, _) => Sum(x * x),
        ["dot"] = (x, y) => Dot(x, y),
        ["broadcast"] = (x, y) => Broadcast(x[1], 4) * y[0],
        ["slice"] = (x, y) => x[1..] * y[..2],
        ["pad"] = (x, y) => Pad(x * y, 2, 6),
        ["vector"] = (x, y) => Vector(x * x, y[1], x),
        ["relu"] = (x, _) => Relu(x),
        ["softplus"] = (x, _) => Softplus(x),
        ["swish"] = (x, _) => Swish(x),
        ["gelu"] = (x, _) => Gelu(x),
        ["elu"] = (x, _) => Elu(x),
        ["convolve"] = (x, y) => Convolve(x[..2], Outer(y, x), y[..1], new(new(new(1, 3, 3), new(1, 2)), 1)),
        ["convolve with padding and stride"] = (x, y) =>
            Convolve(Outer(x, y), Vector(y, x), new(new(new(1, 2, 3), new(3, 3, 2, 1)), 1)),
        ["convolve channels"] = (x, y) => Convolve(Outer(x[..2], y[..2]), Vector(y, x), x[..2], new(new(new(2, 1, 3), new(1, 1)), 2)),
        ["transposed convolve"] = (x, y) => TransposedConvolve(y[..2], Outer(x[..2], y), new(new(new(1, 2, 4), new(1, 2)), 1)),
        ["convolution outer"] = (x, y) => ConvolutionOuter(x[..2] * y[..2], Outer(x, y), new(new(new(1, 3, 3), new(2, 3)), 1)),
        ["average pool"] = (x, y) => AveragePool(Outer(x, y), new(new(1, 3, 3), new(2, 2, 1, 1))),
        ["max pool"] = (x, y) => MaxPool(Outer(x, y), new(new(1, 3, 3), new(2, 2))),
        ["global average"] = (x, y) => GlobalAverage(Outer(x, y) * y[1], new(3, 1, 3)),
        ["group norm"] = (x, y) => GroupNorm(Vector(x, y), x[..2], y[1..], new(new(2, 1, 3), 2)),
        ["group norm of one group"] = (x, y) => GroupNorm(Vector(x, y), x[..2], y[1..], new(new(2, 3, 1), 1)),
    };

    private static readonly double[] X = [0.7, -1.3, 0.4];
    private static readonly double[] Y = [-0.6, 0.9, 1.7];

    [Theory, MemberData(nameof(Functions))]
    public void A_pullback_agrees_with_central_differences(string name)
    {
        var program = Traced(Table[name]);
        var weights = AnyProgram.Numbers(new Seed(1), [program.Nodes[program.Outputs[0].Node].Size])[0];

        var cotangents = NaiveInterpreter.Run(Pullback.Of(program), X, Y, weights);

        // The third derivatives are of order 100 here, so the truncation is
        // below 1e-8 and rounding near 1e-10.
        double[] expected = [.. Differences(program, weights, 0), .. Differences(program, weights, 1)];
        AssertNear(expected, [.. cotangents[0], .. cotangents[1]], 1e-7);
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_second_derivative_agrees_with_differences_of_the_first(string name)
    {
        var program = Traced((x, y) => Sum(Sin(Table[name](x, y))));
        var pullback = Pullback.Of(program, 0);
        double[] direction = [0.3, -0.2, 0.9];

        var product = NaiveInterpreter.Run(HessianVectorProduct.Of(program, 0), X, Y, direction)[0];

        const double Step = 1e-5;
        var above = NaiveInterpreter.Run(pullback, Moved(X, direction, Step), Y, [1.0])[0];
        var below = NaiveInterpreter.Run(pullback, Moved(X, direction, -Step), Y, [1.0])[0];
        AssertNear([.. above.Zip(below, (a, b) => (a - b) / (2 * Step))], product, 1e-6);
    }

    [Fact]
    public void Pushforward_and_pullback_are_dual() =>
        Prop.ForAll(AnyProgram.WithSeed, sample =>
        {
            var (program, seed) = sample;
            var inputs = AnyProgram.Numbers(seed.Child(0), program.Inputs.Select(input => input.Size));
            var tangents = AnyProgram.Numbers(seed.Child(1), program.Inputs.Select(input => input.Size));
            var cotangents = AnyProgram.Numbers(
                seed.Child(2), program.Outputs.Select(output => program.Nodes[output.Node].Size));

            var forward = NaiveInterpreter.Run(Pushforward.Of(program), [.. inputs, .. tangents]);
            var backward = NaiveInterpreter.Run(Pullback.Of(program), [.. inputs, .. cotangents]);

            double[] left = Products(cotangents, forward);
            double[] right = Products(backward, tangents);
            var scale = left.Concat(right).Sum(Math.Abs) + 1e-300;
            Assert.InRange(Math.Abs(left.Sum() - right.Sum()) / scale, 0, 1e-12);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_pullback_gives_only_what_is_asked_for_in_that_order()
    {
        var program = Traced((x, y) => x * y);

        var pullback = Pullback.Of(program, 1, 0);

        Assert.Equal(["cotangent of y", "cotangent of x"], pullback.Outputs.Select(output => output.Name));
        Assert.Equal(X, NaiveInterpreter.Run(pullback, X, Y, [1.0, 1.0, 1.0])[0]);
    }

    [Fact]
    public void The_cotangent_of_a_shared_input_is_summed_over_lanes()
    {
        var field = VectorField.Mlp(2, [3], Activation.Tanh);

        var pullback = Pullback.Of(field.Program);

        Assert.Equal([false, false, true, false], pullback.Outputs.Select(output => output.SummedOverLanes));
    }

    [Fact]
    public void The_pullback_of_a_field_written_feature_by_feature_has_no_padding()
    {
        var field = VectorField.Define(2, 1, (_, y, p) =>
            Vector(y[1], p[0] * (1 - y[0] * y[0]) * y[1] - y[0]));

        var pullback = Pullback.Of(field.Program);

        Assert.DoesNotContain(pullback.Nodes, node => node.Operation is Operation.Pad);
    }

    private static Program Traced(Func<Expression, Expression, Expression> function) => Trace.Program(
        "function",
        [new ProgramInput("x", 3, Shared: false), new ProgramInput("y", 3, Shared: false)],
        inputs => [("z", function(inputs[0], inputs[1]))]);

    private static IEnumerable<double> Differences(Program program, double[] weights, int input)
    {
        const double Step = 1e-6;
        for (var i = 0; i < 3; i++)
        {
            var unit = new double[3];
            unit[i] = 1;
            yield return (Weighted(Step) - Weighted(-Step)) / (2 * Step);

            double Weighted(double h) => NaiveInterpreter.Run(
                program, input == 0 ? Moved(X, unit, h) : X, input == 1 ? Moved(Y, unit, h) : Y)[0]
                .Zip(weights, (value, weight) => value * weight).Sum();
        }
    }

    private static double[] Moved(double[] x, double[] direction, double step) =>
        [.. x.Zip(direction, (value, change) => value + step * change)];

    private static double[] Products(double[][] a, double[][] b) =>
        [.. a.Zip(b, (x, y) => x.Zip(y, (p, q) => p * q)).SelectMany(products => products)];

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(
            Math.Abs(pair.First - pair.Second), 0, tolerance * Math.Max(1, Math.Abs(pair.First))));
    }
}
