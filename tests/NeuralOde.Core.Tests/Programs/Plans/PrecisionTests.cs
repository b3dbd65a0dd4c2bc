using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Values;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Programs.Plans;

/// <summary>The functions of images and their pullbacks in single precision, against those in double.</summary>
public sealed class PrecisionTests
{
    private const int Size = 36;

    /// <summary>Of x, four channels of 3×3, with weights that all lanes share.</summary>
    private static readonly Dictionary<string, Func<Expression, Expression, Expression>> Table = new()
    {
        ["convolution"] = (x, w) => Convolve(w[..72], x, w[72..74], new(new(new(4, 3, 3), new(3, 3, 1, 1)), 2)),
        ["strided convolution"] = (x, w) => Convolve(w[..32], x, w[32..34], new(new(new(4, 3, 3), new(2, 2, 1, 1)), 2)),
        ["transposed convolution"] = (x, w) =>
            TransposedConvolve(w[..72], x[..18], new(new(new(4, 3, 3), new(3, 3, 1, 1)), 2)),
        ["average pool"] = (x, _) => AveragePool(x, new(new(4, 3, 3), new(2, 2, 1, 1))),
        ["max pool"] = (x, _) => MaxPool(x, new(new(4, 3, 3), new(2, 2))),
        ["global average"] = (x, _) => GlobalAverage(x, new(4, 3, 3)),
        ["group norm"] = (x, w) => GroupNorm(x, w[..4], w[4..8], new(new(4, 3, 3), 2)),
    };

    public static TheoryData<string> Functions => [.. Table.Keys];

    [Theory, MemberData(nameof(Functions))]
    public void A_function_of_images_in_single_precision_agrees_with_double(string name)
    {
        var program = Trace.Program(
            name,
            [new("x", Size, Shared: false), new("w", 80, Shared: true)],
            inputs => [("y", Table[name](inputs[0], inputs[1]))]);

        foreach (var lanes in (int[])[1, 16, 48])
        {
            AssertNear(program, lanes);
            AssertNear(Pullback.Of(program), lanes);
        }
    }

    private static void AssertNear(Program program, int lanes)
    {
        var (wide, narrow) = (Outputs<double>(program, lanes), Outputs<float>(program, lanes));

        // Sums of up to 48 lanes times 9 places, each of which loses a bit of 24; the variance of a group loses a few.
        var scale = wide.Max(Math.Abs);
        Assert.InRange(scale, 0.1, 1000);
        Assert.Equal(wide.Length, narrow.Length);
        Assert.All(wide.Zip(narrow), pair => Assert.Equal(pair.First, pair.Second, 2e-6 * scale));
    }

    private static double[] Outputs<T>(Program program, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var plan = Plan<T>.Compile(program, lanes);
        var memory = plan.CreateMemory();
        for (var i = 0; i < program.Inputs.Count; i++)
        {
            var seed = new Seed(11).Child((ulong)i);
            var input = memory.Input(i);
            // Numbers that both types hold.
            for (var at = 0; at < input.Length; at++)
            {
                input[at] = T.CreateChecked((float)(2 * seed.Uniform((ulong)at) - 1));
            }
        }

        plan.Bind(memory);
        plan.Run(memory);
        return
        [
            .. Enumerable.Range(0, program.Outputs.Count)
                .SelectMany(output => memory.Output(output).ToArray())
                .Select(double.CreateChecked),
        ];
    }
}
