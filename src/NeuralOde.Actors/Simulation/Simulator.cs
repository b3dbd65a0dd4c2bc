namespace NeuralOde.Actors.Simulation;

/// <summary>Runs a whole cluster of the pure actors in one thread, with its own clock and chance.</summary>
/// <remarks>The same settings give the same run, to the last letter.</remarks>
public static class Simulator
{
    /// <summary>Simulates a run until it ends, or the limit is reached.</summary>
    public static SimulationReport Run(SimulatedCluster cluster) => new ClusterWorkspace(cluster).Run();
}
