using NeuralOde.Actors.Running;
using NeuralOde.Actors.Simulation;
using NeuralOde.TestKit.Actors;
using Xunit;

namespace NeuralOde.Actors.Tests;

/// <summary>Runs of one plan that the same faults disturb, under a seed each: 0, 1, 2, …</summary>
internal static class SeededRuns
{
    public static SimulationReport[] Of(RunPlan plan, Faults faults, int seeds) =>
        Of(seeds, seed => ScriptedCluster.Of(plan, faults, seed));

    public static SimulationReport[] Of(int seeds, Func<ulong, SimulatedCluster> cluster) =>
        [.. Enumerable.Range(0, seeds).Select(seed => Simulator.Run(cluster((ulong)seed)))];

    /// <summary>Asserts that all came to their end, and names the seed of one that did not.</summary>
    public static void AssertFinished(SimulationReport[] reports) => Assert.All(reports.Index(), run =>
    {
        Assert.True(run.Item.HasEnded, $"seed {run.Index} did not end");
        Assert.Equal(new Ending.Finished(), run.Item.Ending);
    });
}
