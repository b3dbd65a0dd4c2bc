using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;

namespace NeuralOde.Cli.Bench;

/// <summary>What one thread solves its micro-batches with.</summary>
internal sealed class BatchSeat<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchProblem<T> _problem;
    private readonly SolveWorkspace<T> _solve;
    private readonly AdjointSolveWorkspace<T>? _adjoint;
    private readonly double[] _t0;
    private readonly double[] _t1;
    private readonly int[] _offsets;

    public BatchSeat(BatchProblem<T> problem, BatchPlan plan)
    {
        _problem = problem;
        _adjoint = plan.PullsBack ? new(problem.Field, plan.Options, plan.Adjoint) : null;
        _solve = _adjoint?.Solve ?? new(problem.Field, plan.Options, recordSteps: false);
        _t0 = new double[plan.MicroBatch];
        _t1 = [.. Enumerable.Repeat(problem.T1, plan.MicroBatch)];
        _offsets = [.. Enumerable.Range(0, plan.MicroBatch + 1)];
    }

    /// <summary>The bytes that the last run kept for its way back.</summary>
    public long HeldBytes => _adjoint?.HeldBytes ?? 0;

    /// <summary>Solves some examples, and pulls ½Σ|y(t1)|² back if that is asked for.</summary>
    /// <param name="first">The first example.</param>
    /// <param name="y1">Receives their y(t1); shape [examples, state].</param>
    /// <param name="gradient">Receives their dL/dθ, if that is asked for; shape [θ].</param>
    /// <returns>What was counted.</returns>
    public BatchCounts Run(int first, Span<T> y1, Span<T> gradient)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var batch = Batch(first, y1);
        var counts = _adjoint is null ? Solve(batch, y1) : PullBack(_adjoint, batch, y1, gradient);
        return counts with { Bytes = GC.GetAllocatedBytesForCurrentThread() - before };
    }

    private BatchCounts Solve(in ProblemBatch<T> batch, Span<T> y1)
    {
        _solve.Run(batch, _problem.Parameters);
        _solve.Final.CopyTo(y1);
        return BatchCounts.Of(_solve.Lanes);
    }

    // The cotangent of ½Σ|y|² is y.
    private BatchCounts PullBack(
        AdjointSolveWorkspace<T> adjoint, in ProblemBatch<T> batch, Span<T> y1, Span<T> gradient)
    {
        adjoint.Forward(batch, _problem.Parameters);
        _solve.Values.CopyTo(y1);
        gradient.Clear();
        adjoint.PullBack(y1, gradient);
        return BatchCounts.Of(_solve.Lanes).And(adjoint.Records);
    }

    private ProblemBatch<T> Batch(int first, ReadOnlySpan<T> y1)
    {
        var (state, inputs) = (_problem.Field.State, _problem.Field.Inputs);
        var count = y1.Length / state;
        return new()
        {
            Examples = count,
            Y0 = _problem.Y0.AsSpan(first * state, count * state),
            Inputs = _problem.Inputs.AsSpan(first * inputs, count * inputs),
            T0 = _t0.AsSpan(0, count),
            T1 = _t1.AsSpan(0, count),
            TimeOffsets = _adjoint is null ? [] : _offsets.AsSpan(0, count + 1),
            Times = _adjoint is null ? [] : _t1.AsSpan(0, count),
        };
    }
}
