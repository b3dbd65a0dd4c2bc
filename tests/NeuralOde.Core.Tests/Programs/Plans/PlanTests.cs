using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Values;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Programs.Plans;

public sealed class PlanTests
{
    // y = tanh(W x + b) with W [2, 3]; the second output sums y xᵀ over the lanes.
    private static readonly Program Layer = new(
        "layer",
        [new("x", 3, false), new("W", 6, true), new("b", 2, true)],
        [
            new(new Operation.Input(0), [], 3),
            new(new Operation.Input(1), [], 6),
            new(new Operation.Input(2), [], 2),
            new(new Operation.MatrixVector(2, 3), [1, 0, 2], 2),
            new(new Operation.Unary(UnaryFunction.Tanh), [3], 2),
            new(new Operation.Outer(), [4, 0], 6),
        ],
        [new("y", 4, false), new("W̄", 5, true)]);

    [Fact]
    public void A_layer_and_its_weight_gradient_are_those_of_the_formula()
    {
        var plan = Plan<double>.Compile(Layer, 16);
        var memory = Filled(plan);

        plan.Bind(memory);
        plan.Run(memory);
        plan.Run(memory);

        for (var l = 0; l < 16; l++)
        {
            var sum = 0.3;
            for (var j = 0; j < 3; j++) sum += memory.Input(1)[3 + j] * memory.Input(0)[j * 16 + l];
            Assert.Equal(Math.Tanh(sum), memory.Output(0)[16 + l], 1e-15);
        }

        var entry = Enumerable.Range(0, 16).Sum(
            l => Value(memory.Output(0), 16 + l) * Value(memory.Input(0), 32 + l));
        Assert.Equal(2 * entry, memory.Output(1)[5], 1e-13);
    }

    [Fact]
    public void A_plan_without_shared_inputs_need_not_be_bound()
    {
        var sum = Trace.Program("sum", [new("x", 3, false)], inputs => [("sum", Sum(inputs[0]))]);
        var plan = Plan<double>.Compile(sum, 8);
        var memory = plan.CreateMemory();
        memory.Input(0).Fill(0.5);

        plan.Run(memory);

        Assert.Equal(1.5, memory.Output(0)[7]);
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        var plan = Plan<double>.Compile(Layer, 16);
        var memory = Filled(plan);
        plan.Bind(memory);
        plan.Run(memory);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) plan.Run(memory);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Lanes_that_are_no_whole_granules_are_refused() =>
        Assert.Contains(
            "alone or in granules of 16", Assert.Throws<ArgumentException>(() => Plan<float>.Compile(Layer, 8)).Message);

    [Fact]
    public void Memory_of_another_plan_is_refused()
    {
        var plan = Plan<double>.Compile(Layer, 8);
        var foreign = Plan<double>.Compile(Layer, 8).CreateMemory();

        Assert.Contains("CreateMemory", Assert.Throws<ArgumentException>(() => plan.Run(foreign)).Message);
    }

    private static PlanMemory<double> Filled(Plan<double> plan)
    {
        var memory = plan.CreateMemory();
        for (var i = 0; i < memory.Input(0).Length; i++)
        {
            memory.Input(0)[i] = new Seed(1).Uniform((ulong)i) - 0.5;
        }
        for (var i = 0; i < memory.Input(1).Length; i++)
        {
            memory.Input(1)[i] = new Seed(2).Uniform((ulong)i) - 0.5;
        }
        memory.Input(2).Fill(0.3);
        return memory;
    }

    private static double Value(Span<double> values, int index) => values[index];
}
