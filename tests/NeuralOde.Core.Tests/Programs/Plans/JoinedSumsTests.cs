using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using Xunit;

namespace NeuralOde.Core.Tests.Programs.Plans;

[Trait("Category", "Bits")]
public sealed class JoinedSumsTests
{
    private const int Evaluations = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Joined_sums_have_the_bits_of_sums_of_one_evaluation_after_the_other(int evaluations)
    {
        Check<float>(Pullback.Of(Deep), 16, evaluations);
        Check<float>(Pullback.Of(Deep), 48, evaluations);
        Check<double>(Pullback.Of(Deep), 8, evaluations);
        Check<double>(Pullback.Of(Deep), 32, evaluations);
    }

    [Fact]
    public void A_part_of_a_result_and_what_lanes_share_are_factors_as_well()
    {
        Check<float>(Pullback.Of(OfParts), 16, Evaluations);
        Check<double>(Pullback.Of(OfParts), 24, Evaluations);
    }

    [Fact]
    public void Small_matrices_and_those_with_two_sums_are_not_joined()
    {
        Assert.Single(Joined<double>(Pullback.Of(Twice(3)), 8).Evaluations);
        Assert.Single(Joined<double>(Pullback.Of(Twice(64)), 8).Evaluations);
        Assert.Equal(Evaluations, Joined<double>(Pullback.Of(Deep), 8).Evaluations.Count);
    }

    /// <summary>Three layers with biases, of which the middle one is large.</summary>
    private static Program Deep => Trace.Program(
        "field",
        [
            new("y", 5, Shared: false), new("V", 66 * 5, Shared: true), new("b", 66, Shared: true),
            new("W", 70 * 66, Shared: true), new("U", 5 * 70, Shared: true),
        ],
        values =>
        {
            var first = Symbolic.Tanh(Symbolic.MatrixVector(values[1], values[0]) + values[2]);
            return [("slope", Symbolic.MatrixVector(values[4], Symbolic.Tanh(Symbolic.MatrixVector(values[3], first))))];
        });

    /// <summary>W·(a part of y) + V·c, with a vector c that the lanes share.</summary>
    private static Program OfParts => Trace.Program(
        "field",
        [
            new("y", 80, Shared: false), new("W", 64 * 64, Shared: true), new("V", 64 * 6, Shared: true),
            new("c", 6, Shared: true),
        ],
        values =>
        [
            ("slope", Symbolic.MatrixVector(values[1], values[0][9..73])
                * Symbolic.Tanh(Symbolic.MatrixVector(values[2], values[3]))),
        ]);

    /// <summary>W·tanh(W·y).</summary>
    private static Program Twice(int size) => Trace.Program(
        "field",
        [new("y", size, Shared: false), new("W", size * size, Shared: true)],
        values => [("slope", Symbolic.MatrixVector(values[1], Symbolic.Tanh(Symbolic.MatrixVector(values[1], values[0]))))]);

    private static (PlanLayout Layout, IReadOnlyList<Evaluation> Evaluations) Joined<T>(Program program, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PlanCompiler.CompileJoined(program, lanes, Plan<T>.Granule, Evaluations) is var (layout, all) ? (layout, all) : default;

    private static void Check<T>(Program program, int lanes, int evaluations)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (layout, joined) = Joined<T>(program, lanes);
        var (plan, together) = (Plan<T>.Compile(program, lanes), new Plan<T>(layout));
        var (one, all) = (plan.CreateMemory(), together.CreateMemory());
        foreach (var input in Inputs(isShared: true))
        {
            Values<T>(input, 0, one.Input(input));
            Values<T>(input, 0, all.Input(input));
        }

        plan.Bind(one);
        together.Bind(all);
        for (var i = 0; i < evaluations; i++)
        {
            foreach (var input in Inputs(isShared: false))
            {
                Values<T>(input, i, one.Input(input));
                Values<T>(input, i, all.At(joined[i].Inputs[input]));
            }

            plan.Run(one);
            Executor.Run(joined[i].Behind, all.Values, lanes);
            for (var output = 0; output < program.Outputs.Count; output++)
            {
                if (program.Outputs[output].SummedOverLanes) continue;
                Assert.Equal(one.Output(output), all.At(joined[i].Outputs[output]));
            }
        }

        Executor.Run(joined[evaluations - 1].Sums, all.Values, lanes);
        all.Gather(evaluations * lanes, Evaluations * lanes);
        for (var output = 0; output < program.Outputs.Count; output++)
        {
            if (program.Outputs[output].SummedOverLanes) Assert.Equal(one.Output(output), all.Output(output));
        }

        IEnumerable<int> Inputs(bool isShared) =>
            Enumerable.Range(0, program.Inputs.Count).Where(input => program.Inputs[input].Shared == isShared);
    }

    private static void Values<T>(int input, int evaluation, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(100 * input + evaluation);
        for (var i = 0; i < to.Length; i++) to[i] = T.CreateTruncating(random.NextDouble() - 0.5);
    }
}
