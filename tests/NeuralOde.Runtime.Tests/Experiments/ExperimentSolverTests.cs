using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Runtime.Tests.Experiments;

/// <summary>A unit may be cut anywhere, and solved in any order: its sum has the same bits.</summary>
public sealed class ExperimentSolverTests
{
    private const string Json = """
        {
          "name": "cut",
          "data": { "kind": "generator", "name": "toyCubic", "examples": 60 },
          "model": [ { "kind": "ode", "field": { "kind": "mlp", "hidden": [8], "time": "appended" } } ],
          "training": { "steps": 1, "shards": 2, "microBatch": 4 }
        }
        """;

    [Theory]
    [InlineData("f32")]
    [InlineData("f64")]
    public void A_unit_has_the_bits_of_its_micro_batches_added_in_the_order_of_the_tree(string precision)
    {
        var (setup, solver) = Prepared(precision);
        var tree = setup.Plan.MinibatchOf(Purpose.Gradient, new(0)).Tree;
        var whole = Solved(setup, solver, tree.Root);

        var parts = WorkSum.At(tree, tree.Root, leaf => Solved(setup, solver, leaf));

        Assert.Equal(60, whole.Tally.Examples);
        Assert.NotEqual(FlatVector.Zeros(whole.Gradient.Precision, whole.Gradient.Length), whole.Gradient);
        Assert.Equal(parts, whole);
    }

    [Fact]
    public void What_was_solved_stays_as_it_is_while_the_solver_goes_on()
    {
        var (setup, solver) = Prepared("f64");
        var tree = setup.Plan.MinibatchOf(Purpose.Gradient, new(0)).Tree;
        var first = Solved(setup, solver, tree.Root.Left);
        var copy = FlatVector.Of<double>(first.Gradient.AsSpan<double>());

        var second = Solved(setup, solver, tree.Root.Right);

        Assert.Equal(copy, first.Gradient);
        Assert.NotEqual(second.Gradient, first.Gradient);
    }

    private static WorkSum Solved(ExperimentSetup setup, IUnitSolver solver, TreeNode node) =>
        solver.Solve(new(new(0), Purpose.Gradient, node), setup.Start.Parameters);

    private static (ExperimentSetup Setup, IUnitSolver Solver) Prepared(string precision)
    {
        var setup = PreparedExperiment.Of(Json, [], $"precision={precision}");
        var worker = ExperimentWorker.Of(setup.Outline);
        foreach (var (number, shard) in ShardExamples<double>.Cut(setup.Data, setup.Plan).Index()) worker.Put(number, shard);
        return (setup, worker.Solver());
    }
}
