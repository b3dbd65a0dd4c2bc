using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Programs.Plans;

[Trait("Category", "Bits")]
public sealed class RandomProgramTests
{
    private static readonly Arbitrary<Program> Programs =
        Gen.Choose(0, int.MaxValue).Select(number => AnyProgram.From(new((ulong)number))).ToArbitrary();

    [Fact]
    public void A_plan_in_double_gives_the_bits_of_the_naive_evaluation() =>
        Prop.ForAll(Programs, program => Agrees<double>(program, 24, 1e-11)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_plan_in_float_gives_the_bits_of_the_naive_evaluation() =>
        Prop.ForAll(Programs, program => Agrees<float>(program, 48, 1e-3)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_lane_gives_the_same_bits_in_any_place_and_company() =>
        Prop.ForAll(Programs, program =>
        {
            var many = Run<double>(program, 72, lane => lane);
            var turned = Run<double>(program, 72, lane => (lane + 29) % 72);
            var few = Run<double>(program, 8, lane => lane);
            return Enumerable.Range(0, 3).All(output => Enumerable.Range(0, many.Output(output).Length / 72).All(feature =>
                Enumerable.Range(0, 72).All(lane =>
                    Same(many.Output(output)[feature * 72 + (lane + 29) % 72], turned.Output(output)[feature * 72 + lane])
                    && (lane >= 8 || Same(
                        many.Output(output)[feature * 72 + lane], few.Output(output)[feature * 8 + lane])))));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_lane_alone_gives_the_bits_that_it_has_in_a_tile_of_doubles() =>
        Prop.ForAll(Programs, IsTheSameAlone<double>).QuickCheckThrowOnFailure();

    [Fact]
    public void One_lane_alone_gives_the_bits_that_it_has_in_a_tile_of_floats() =>
        Prop.ForAll(Programs, IsTheSameAlone<float>).QuickCheckThrowOnFailure();

    [Fact]
    public void One_lane_alone_gives_the_sums_of_the_naive_evaluation() =>
        Prop.ForAll(Programs, program => Agrees<double>(program, 1, 1e-11)).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_runs_give_the_same_and_add_the_sums_again() =>
        Prop.ForAll(Programs, program => Agrees<double>(program, 40, 1e-11, runs: 5)).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_runs_of_one_lane_give_the_same_and_add_the_sums_again() =>
        Prop.ForAll(Programs, program => Agrees<double>(program, 1, 1e-11, runs: 50)).QuickCheckThrowOnFailure();

    private static bool IsTheSameAlone<T>(Program program)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = Run<T>(program, 16, lane => lane);
        var alone = Run<T>(program, 1, _ => 5);
        return Enumerable.Range(0, 3).All(output => Enumerable.Range(0, alone.Output(output).Length).All(feature =>
            Same(tile.Output(output)[feature * 16 + 5], alone.Output(output)[feature])));
    }

    private static bool Agrees<T>(Program program, int lanes, double tolerance, int runs = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var memory = Run<T>(program, lanes, lane => lane, runs);
        var naive = Enumerable.Range(0, lanes).Select(lane => Naive.Run(
            program, [.. program.Inputs.Select((_, input) => Inputs<T>(program, input, lane))])).ToArray();
        for (var i = 0; i < program.Outputs.Count; i++)
        {
            var output = memory.Output(i);
            var node = program.Outputs[i].Node;
            for (var feature = 0; feature < program.Nodes[node].Size; feature++)
            {
                var expected = naive.Select(values => values[node][feature]).ToArray();
                if (!program.Outputs[i].SummedOverLanes)
                {
                    for (var lane = 0; lane < lanes; lane++)
                    {
                        if (!Same(output[feature * lanes + lane], expected[lane])) return false;
                    }
                }
                else if (!IsNear(
                    output[feature], expected, runs, tolerance * naive.Sum(values => TermsOf(program, values, node, feature))))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static PlanMemory<T> Run<T>(
        Program program, int lanes, Func<int, int> example, int runs = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var plan = Plan<T>.Compile(program, lanes);
        var memory = plan.CreateMemory();
        for (var input = 0; input < program.Inputs.Count; input++)
        {
            var count = program.Inputs[input].Shared ? 1 : lanes;
            for (var lane = 0; lane < count; lane++)
            {
                var values = Inputs<T>(program, input, example(lane));
                for (var feature = 0; feature < values.Length; feature++)
                {
                    memory.Input(input)[feature * count + lane] = values[feature];
                }
            }
        }

        plan.Bind(memory);
        for (var run = 0; run < runs; run++) plan.Run(memory);
        return memory;
    }

    /// <summary>The features of an input in a lane.</summary>
    private static T[] Inputs<T>(Program program, int input, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var seed = new Seed(7).Child((ulong)input).Child(program.Inputs[input].Shared ? 0 : (ulong)lane);
        return [.. Enumerable.Range(0, program.Inputs[input].Size)
            .Select(feature => T.CreateChecked(Math.Round(64 * seed.Uniform((ulong)feature) - 32) / 16))];
    }

    /// <summary>Equal to the bit, or both not a number.</summary>
    private static bool Same<T>(T first, T second)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.IsNaN(first) ? T.IsNaN(second) : first == second && T.IsNegative(first) == T.IsNegative(second);

    /// <summary>
    /// The order of a sum over lanes is not the naive one and products are fused: it may
    /// differ by the rounding of its terms.
    /// </summary>
    private static bool IsNear<T>(T sum, T[] lanes, int runs, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = runs * lanes.Select(double.CreateChecked).Sum();
        return !double.IsFinite(expected) || !(tolerance <= 1e25)
            || Math.Abs(double.CreateChecked(sum) - expected) <= runs * tolerance;
    }

    /// <summary>The magnitudes of what a lane adds: a plan sums the sides of an addition apart, even where they cancel.</summary>
    private static double TermsOf<T>(Program program, T[][] values, int index, int feature)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var node = program.Nodes[index];
        return node.Operation is Operation.Binary(BinaryFunction.Add)
            && node.Arguments.All(argument => program.Nodes[argument].Size == node.Size)
                ? node.Arguments.Sum(argument => TermsOf(program, values, argument, feature))
                : Math.Abs(double.CreateChecked(values[index][feature]));
    }
}
