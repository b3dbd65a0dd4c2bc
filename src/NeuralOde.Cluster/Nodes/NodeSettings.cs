using NeuralOde.Cluster.Brokers;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Nodes;

/// <summary>What a node is started with.</summary>
public sealed record NodeSettings
{
    /// <summary>The broker.</summary>
    public required BrokerAddress Broker { get; init; }

    /// <summary>Its name: letters, digits and dashes; it stays the same when the node is started again.</summary>
    public required string Name { get; init; }

    /// <summary>The folder in which data files are looked for, and nowhere else.</summary>
    public required string DataRoot { get; init; }

    /// <summary>The folder for checkpoints and logs.</summary>
    public required string Out { get; init; }

    /// <summary>The solves at the same time.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Makes the solvers of a worker: those of the experiment, unless a measurement wants others.</summary>
    public Func<ExperimentOutline, Func<IUnitSolver>, Func<IUnitSolver>> Solver { get; init; } =
        static (_, solver) => solver;

    /// <summary>Where the node writes what happens to it.</summary>
    public required NodeLog Log { get; init; }
}
