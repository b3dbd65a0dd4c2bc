using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Values;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Programs.Plans;

/// <summary>
/// Chains of steps in registers against the same steps one by one: the same bits at every width.
/// </summary>
[Trait("Category", "Bits")]
public sealed class FusionTests
{
    public static TheoryData<string> Fields => UserFields.Names;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory, MemberData(nameof(Seeds))]
    public void Random_programs_give_the_same_bits_fused(int seed)
    {
        var program = AnyProgram.From(new((ulong)seed));

        AssertSame<double>(program, 24);
        AssertSame<float>(program, 32);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Random_programs_with_their_pullbacks_give_the_same_bits_fused(int seed) => AssertSame<double>(
        Pullback.Of(TestKit.Programs.AnyProgram.From(new((ulong)seed)), 0, 1, 2), 16);

    [Theory, InlineData(2, 50, 2), InlineData(3, 20, 3), InlineData(2, 17, 1), InlineData(8, 40, 4)]
    public void Narrow_nets_and_their_pullbacks_give_the_same_bits_fused(int state, int hidden, int inputs)
    {
        var field = VectorField.Mlp(state, [hidden], Activation.Tanh, inputs == 3 ? Time.Appended : Time.None);

        // Of lanes in so many vectors of 512 bits that walks take two at a time, and one that is left.
        AssertSame<double>(field.Program, 24);
        AssertSame<float>(field.Program, 48);
        AssertSame<float>(field.Program, 16);
        AssertSame<double>(Pullback.Of(field.Program, 1, 2), 32);
    }

    [Fact]
    public void Every_function_gives_the_same_bits_fused()
    {
        Operation[] functions =
        [
            .. Enum.GetValues<UnaryFunction>().Select(function => new Operation.Unary(function)),
            .. Enum.GetValues<BinaryFunction>().Select(function => new Operation.Binary(function)),
        ];
        Node[] inputs = [new(new Operation.Input(0), [], 1), new(new Operation.Input(1), [], 1)];
        var made = functions.Select(function => new Node(function, function is Operation.Unary ? [0] : [0, 1], 1));
        var program = new Program(
            "every function",
            [new("x", 1, Shared: false), new("y", 1, Shared: false)],
            [.. inputs, .. made],
            [.. functions.Select((function, i) => new ProgramOutput($"{function}", 2 + i, SummedOverLanes: false))]);

        AssertSame<double>(program, 24);
        AssertSame<float>(program, 48);
    }

    [Theory, MemberData(nameof(Fields))]
    public void A_traced_field_is_one_step_with_the_bits_of_many(string name)
    {
        var program = UserFields.Named(name).Program;

        Assert.IsType<Step.Fused>(Assert.Single(Filled<double>(program, 64).Memory.Layout.Run));
        Assert.IsType<Step.Fused>(Assert.Single(Filled<float>(program, 64).Memory.Layout.Run));
        AssertSame<double>(program, 24);
        AssertSame<float>(program, 48);
    }

    [Fact]
    public void Of_a_pullback_only_the_sums_over_lanes_are_left_beside_one_loop()
    {
        var field = VectorField.Mlp(2, [50], Activation.Tanh);
        var steps = Filled<double>(Pullback.Of(field.Program, 1, 2), 64).Memory.Layout.Run;

        Assert.IsType<Step.Fused>(steps[0]);
        Assert.All(steps[1..], step => Assert.True(step is Step.Turn or Step.LaneOuterSum or Step.RowSum or Step.LaneSum));
    }

    [Fact]
    public void A_chain_says_what_it_computes()
    {
        var step = (Step.Fused)Filled<double>(UserFields.Named("Van der Pol").Program, 64).Memory.Layout.Run[0];

        Assert.Contains("Multiply", step.Code.Chain.ToString(), StringComparison.Ordinal);
    }

    private static void AssertSame<T>(Program program, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = Outputs<T>(program, lanes, width: null);
        SameBits.Assert<T>(expected, Outputs<T>(program, lanes, 512));
        SameBits.Assert<T>(expected, Outputs<T>(program, lanes, 256));
        SameBits.Assert<T>(expected, Outputs<T>(program, lanes, 128));
    }

    /// <summary>With chains as code for vectors of so many bits, or step by step.</summary>
    private static T[] Outputs<T>(Program program, int lanes, int? width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (plan, memory) = Filled<T>(program, lanes);
        if (width is { } bits)
        {
            foreach (var step in memory.Layout.Run.OfType<Step.Fused>()) _ = step.Code.Written<T>(bits);
        }

        plan.Bind(memory);
        plan.Run(memory);
        plan.Run(memory);
        return [.. Enumerable.Range(0, program.Outputs.Count).SelectMany(output => memory.Output(output).ToArray())];
    }

    private static (Plan<T> Plan, PlanMemory<T> Memory) Filled<T>(Program program, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var plan = Plan<T>.Compile(program, lanes);
        var memory = plan.CreateMemory();
        for (var i = 0; i < program.Inputs.Count; i++)
        {
            var seed = new Seed(11).Child((ulong)i);
            var input = memory.Input(i);
            for (var at = 0; at < input.Length; at++) input[at] = T.CreateChecked(3 * seed.Uniform((ulong)at) - 1.5);
        }

        return (plan, memory);
    }
}
