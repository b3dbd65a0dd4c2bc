using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

[Trait("Category", "Bits")]
public sealed class LaneIndependenceTests
{
    private const int Examples = 150;

    private static readonly VectorField Oscillator = VectorField.Define(
        2, 0, 1, (_, y, _, u) => Vector(y[1], u * (1 - y[0] * y[0]) * y[1] - y[0]));

    [Theory]
    [InlineData("Heun")]
    [InlineData("Bosh3")]
    [InlineData("Dopri5")]
    [InlineData("Tsit5")]
    public void A_lane_gives_the_same_bits_alone_and_in_any_company(string method)
    {
        var options = new SolveOptions
        {
            Method = AllMethods.Named(method),
            RelativeTolerance = 1e-5,
            MaximumSteps = 300,
        };
        var all = Run(options, [.. Enumerable.Range(0, Examples)]);

        foreach (var example in (int[])[0, 7, 63, 64, 149])
        {
            var alone = Run(options, [example]);

            Assert.Equal(alone.Lanes[0], all.Lanes[example]);
            Assert.Equal(alone.Final, all.Final[(2 * example)..(2 * example + 2)]);
            Assert.Equal(alone.Values, all.Values[(6 * example)..(6 * example + 6)]);
        }
    }

    [Fact]
    public void Permuting_the_batch_permutes_the_solution()
    {
        var options = new SolveOptions { RelativeTolerance = 1e-5, MaximumSteps = 300 };
        var order = Enumerable.Range(0, Examples).Select(i => i * 53 % Examples).ToArray();

        var straight = Run(options, [.. Enumerable.Range(0, Examples)]);
        var permuted = Run(options, order);

        Assert.Equal(order.Select(example => straight.Lanes[example]), permuted.Lanes);
        Assert.Equal(
            order.SelectMany(example => straight.Final[(2 * example)..(2 * example + 2)]), permuted.Final);
        Assert.Equal(
            order.SelectMany(example => straight.Values[(6 * example)..(6 * example + 6)]), permuted.Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(256)]
    public void Tiles_of_any_size_give_the_same_bits(int lanes)
    {
        var options = new SolveOptions { RelativeTolerance = 1e-5, MaximumSteps = 300 };
        int[] all = [.. Enumerable.Range(0, Examples)];

        var (chosen, asked) = (Run(options, all), Run(options with { Lanes = lanes }, all));

        Assert.Equal(chosen.Lanes, asked.Lanes);
        Assert.Equal(chosen.Final, asked.Final);
        Assert.Equal(chosen.Values, asked.Values);
    }

    [Theory]
    [InlineData(-8, "granules of 8")]
    [InlineData(12, "granules of 8")]
    [InlineData(2, "granules of 8")]
    public void Lanes_that_fill_no_granule_are_refused(int lanes, string why)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Run(new SolveOptions { Lanes = lanes }, [0]));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lanes_differ_in_their_steps()
    {
        var lanes = Run(new SolveOptions(), [.. Enumerable.Range(0, Examples)]).Lanes;

        Assert.True(lanes.Select(lane => lane.Steps).Distinct().Count() > 20);
    }

    private static Solved<double> Run(SolveOptions options, int[] examples)
    {
        var count = examples.Length;
        return Solved<double>.Of(Oscillator, options, new ProblemBatch<double>
        {
            Examples = count,
            Y0 = [.. examples.SelectMany(e => (double[])[2 - e * 0.01, e * 0.001])],
            Inputs = [.. examples.Select(e => 0.1 + e * 0.1)],
            T0 = [.. examples.Select(e => e * 0.01)],
            T1 = [.. examples.Select(T1)],
            TimeOffsets = [.. Enumerable.Range(0, count + 1).Select(i => 3 * i)],
            Times = [.. examples.SelectMany(e => (double[])[e * 0.01, (e * 0.01 + T1(e)) / 2, T1(e)])],
            RelativeTolerances = [.. examples.Select(e => e % 3 == 0 ? 1e-4 : 1e-6)],
        });
    }

    /// <summary>Some examples run backward in time.</summary>
    private static double T1(int example) => example % 5 == 4 ? example * 0.01 - 1 : 5 + example % 7;
}
