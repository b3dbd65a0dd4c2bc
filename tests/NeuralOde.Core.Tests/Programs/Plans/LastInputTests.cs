using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using Xunit;

namespace NeuralOde.Core.Tests.Programs.Plans;

public sealed class LastInputTests
{
    [Fact]
    public void What_sees_the_last_input_stands_behind_all_else_in_the_same_order()
    {
        var (program, before) = LastInput.Deferred(Pullback.Of(Field, 0, 1));

        var sees = program.Nodes.Select(node => node.Operation is Operation.Input { Index: 2 }).ToArray();
        for (var i = 0; i < sees.Length; i++)
        {
            sees[i] |= program.Nodes[i].Arguments.Any(argument => sees[argument]);
            Assert.All(program.Nodes[i].Arguments, argument => Assert.True(argument < i));
        }

        Assert.Equal(Enumerable.Range(0, sees.Length).Select(node => node >= before), sees);
    }

    [Fact]
    public void Evaluations_side_by_side_share_parameters_but_no_buffer_of_a_lane()
    {
        var (plan, evaluations) = PlanCompiler.CompileMany(Pullback.Of(Field, 0, 1), Plan<double>.Granule, 3);

        Assert.All(evaluations, evaluation => Assert.NotEmpty(evaluation.Before));
        Assert.All(evaluations, evaluation => Assert.Equal(plan.Inputs[1], evaluation.Inputs[1]));
        Assert.Equal(3, evaluations.Select(evaluation => evaluation.Inputs[0]).Distinct().Count());
        Assert.Equal(3, evaluations.Select(evaluation => evaluation.Outputs[0]).Distinct().Count());
    }

    /// <summary>y ↦ tanh(W·y).</summary>
    private static Program Field => Trace.Program(
        "field",
        [new("y", 3, Shared: false), new("W", 9, Shared: true)],
        values => [("slope", Symbolic.Tanh(Symbolic.MatrixVector(values[1], values[0])))]);
}
