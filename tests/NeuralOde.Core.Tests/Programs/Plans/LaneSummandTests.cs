using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;
using NeuralOde.TestKit.Programs;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Programs.Plans;

public sealed class LaneSummandTests
{
    private const int State = 24;
    private const int Entries = State * State;
    private const int Lanes = 8;
    private static readonly ConvolutionSize Filters = new(new(new(4, 2, 3), new(3, 3, 1, 1)), 4);

    private static readonly Dictionary<string, Func<Expression, Expression, Expression>> Fields = new()
    {
        ["as it is"] = (p, y) => MatrixVector(p[..Entries], y),
        ["negated"] = (p, y) => MatrixVector(-p[..Entries], y),
        ["of a difference"] = (p, y) => MatrixVector(p[..Entries] - p[Entries..(2 * Entries)], y),
        ["times a number"] = (p, y) => MatrixVector(0.5 * p[..Entries], y),
        ["over a number"] = (p, y) => MatrixVector(p[..Entries] / 3, y),
        ["times a parameter"] = (p, y) => MatrixVector(p[^1] * p[..Entries], y),
        ["used with both signs"] = (p, y) =>
            MatrixVector(p[..Entries], Tanh(y)) - MatrixVector(-(2 * p[..Entries]), y),
    };

    private static readonly Dictionary<string, Func<Expression, Expression, Expression>> Convolutions = new()
    {
        ["of a convolution"] = (p, y) => 0.5 * Convolve(p[..144], y, Filters),
        ["of a transposed convolution"] = (p, y) => TransposedConvolve(-(2 * p[..144]), y, Filters),
    };

    public static TheoryData<string> Names => [.. Fields.Keys];

    public static TheoryData<string> ConvolutionNames => [.. Convolutions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void No_plan_holds_the_entries_of_a_weight_gradient_in_every_lane(string name)
    {
        var few = Plan<double>.Compile(PullbackOf(name), Lanes).CreateMemory();
        var many = Plan<double>.Compile(PullbackOf(name), 16 * Lanes).CreateMemory();

        // A lane has a few vectors: fewer numbers than the gradient has entries.
        Assert.InRange((many.Values.Length - few.Values.Length) / (15 * Lanes), 1, Entries / 2);
    }

    [Theory, MemberData(nameof(ConvolutionNames))]
    public void No_plan_makes_the_weight_gradient_of_a_convolution_in_every_lane(string name) => Assert.DoesNotContain(
        Plan<double>.Compile(PullbackOf(name), Lanes).CreateMemory().Layout.Run,
        step => step is Step.ConvolutionOuter);

    [Theory, MemberData(nameof(Names)), MemberData(nameof(ConvolutionNames))]
    public void A_summed_gradient_is_the_sum_of_those_of_the_lanes(string name)
    {
        var program = PullbackOf(name);
        var plan = Plan<double>.Compile(program, Lanes);
        var memory = plan.CreateMemory();
        for (var input = 0; input < program.Inputs.Count; input++)
        {
            Fill(memory.Input(input), new Seed((ulong)input));
        }

        plan.Bind(memory);
        plan.Run(memory);

        var naive = Enumerable.Range(0, Lanes)
            .Select(lane => NaiveInterpreter.Run(program, [.. program.Inputs.Select((_, i) => Lane(memory, i, lane))])[0])
            .Aggregate((sum, next) => [.. sum.Zip(next, (a, b) => a + b)]);

        // Sums of at most 8·24·24 products below 1 in another order.
        for (var i = 0; i < naive.Length; i++) Assert.Equal(naive[i], memory.Output(0)[i], 1e-12);
    }

    private static Program PullbackOf(string name) => Pullback.Of(
        VectorField.Define(State, 2 * Entries + 1, (_, y, p) => Fields.GetValueOrDefault(name, Convolutions.GetValueOrDefault(name)!)(p, y)).Program, FieldInput.Parameters);

    private static double[] Lane(PlanMemory<double> memory, int input, int lane)
    {
        var values = memory.Input(input);
        if (memory.Layout.Program.Inputs[input].Shared) return values.ToArray();
        var result = new double[values.Length / Lanes];
        for (var i = 0; i < result.Length; i++) result[i] = values[i * Lanes + lane];
        return result;
    }

    private static void Fill(Span<double> values, Seed seed)
    {
        for (var i = 0; i < values.Length; i++) values[i] = seed.Uniform((ulong)i) - 0.5;
    }
}
