using System.Globalization;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Simulation;

/// <summary>A cluster to simulate.</summary>
public sealed record SimulatedCluster
{
    /// <summary>What is trained.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>How the run starts where there is no checkpoint.</summary>
    public required Progress Start { get; init; }

    /// <summary>The number of workers.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>The units that a worker solves at the same time.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Gives the sum of a micro-batch, and must depend on its arguments alone: the minibatch, a leaf
    /// of its tree, what for, and θ.</summary>
    public required Func<Minibatch, TreeNode, Purpose, FlatVector, WorkSum> Solve { get; init; }

    /// <summary>Gives the time that a micro-batch takes; in milliseconds.</summary>
    public required Func<Minibatch, TreeNode, double> CostMs { get; init; }

    /// <summary>How many times longer a worker takes; by its number, from 0.</summary>
    public Func<int, double> Slowness { get; init; } = static _ => 1;

    /// <summary>Is told of every version, and when it was reached; in milliseconds of simulated time.</summary>
    public Action<Progress, double> Reached { get; init; } = static (_, _) => { };

    /// <summary>What goes wrong.</summary>
    public Faults Faults { get; init; } = Faults.None;

    /// <summary>Which of all that can happen does.</summary>
    public Seed Seed { get; init; }

    /// <summary>When to give up; in milliseconds of simulated time.</summary>
    public double LimitMs { get; init; } = 600_000;

    /// <summary>What the leading server has of the start.</summary>
    internal Progress LeaderStart =>
        Plan.Ranges is [var first, ..] ? Start.With(RangeSnapshot.Of(Start, first)) : Start;

    /// <summary>The sum of a work unit.</summary>
    internal WorkSum SolveUnit(WorkUnit unit, FlatVector parameters)
    {
        var minibatch = Plan.MinibatchOf(unit.Purpose, unit.Version);
        return WorkSum.At(
            minibatch.Tree, unit.Node, leaf => Solve(minibatch, leaf, unit.Purpose, parameters));
    }

    /// <summary>The time that a worker takes for a work unit; in milliseconds.</summary>
    internal double UnitCostMs(WorkUnit unit, WorkerId worker)
    {
        var minibatch = Plan.MinibatchOf(unit.Purpose, unit.Version);
        return Slowness(NumberOf(worker)) * minibatch.Tree.LeavesOf(unit.Node).Sum(leaf => CostMs(minibatch, leaf));
    }

    /// <summary>The worker of a number.</summary>
    internal static WorkerId WorkerOf(int number) => new($"worker-{number:D3}");

    /// <summary>The number of a worker.</summary>
    internal static int NumberOf(WorkerId worker) =>
        int.Parse(worker.Name.AsSpan()["worker-".Length..], CultureInfo.InvariantCulture);
}
