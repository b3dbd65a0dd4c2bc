using System.Numerics;

namespace NeuralOde.Cli.Bench.Growth;

/// <summary>One solve, forward or with its gradient, and the memory that it keeps.</summary>
internal sealed class GrowthWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchSeat<T> _seat;
    private readonly T[] _y1;
    private readonly T[] _gradient;

    /// <summary>Prepares, and solves once to find how much memory stays.</summary>
    public GrowthWork(BatchProblem<T> problem, BatchPlan plan)
    {
        Pass = plan.PullsBack ? BatchConfig.NameOf(plan.Adjoint) : "forward";
        _y1 = new T[problem.Y0.Length];
        _gradient = new T[problem.Parameters.Length];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        _seat = new(problem, plan);
        Run();
        RetainedBytes = GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    /// <summary>forward, or the name of the adjoint.</summary>
    public string Pass { get; }

    /// <summary>The memory that workspaces keep, once they have grown to the size of the batch.</summary>
    public long RetainedBytes { get; }

    /// <summary>The part that was kept for the way back.</summary>
    public long HeldBytes => _seat.HeldBytes;

    public void Run() => _ = _seat.Run(0, _y1, _gradient);
}
