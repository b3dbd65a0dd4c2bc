using NeuralOde.Actors.Running;
using NeuralOde.Actors.Simulation;
using NeuralOde.Core.Training;

namespace NeuralOde.TestKit.Actors;

/// <summary>The cluster that solves a <see cref="ScriptedProblem"/>, with lognormal costs of 10 ms a
/// micro-batch.</summary>
public static class ScriptedCluster
{
    public static SimulatedCluster Of(RunPlan plan, Faults faults, ulong seed) => new()
    {
        Plan = plan,
        Start = ScriptedProblem.Start(plan),
        Solve = ScriptedProblem.Solve,
        CostMs = CostMs,
        Faults = faults,
        Seed = new(seed),
    };

    private static double CostMs(Minibatch minibatch, TreeNode leaf) => minibatch.ExamplesOf(leaf)
        .Sum(example => ScriptedProblem.CostMs(minibatch.Tree.ShardOf(leaf), example));
}
