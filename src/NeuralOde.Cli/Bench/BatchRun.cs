using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;

namespace NeuralOde.Cli.Bench;

/// <summary>How a batch is solved.</summary>
/// <param name="Options">The method and its tolerances.</param>
/// <param name="Adjoint">How the gradient comes back.</param>
/// <param name="MicroBatch">The examples that are dealt together; the same for any number of threads.</param>
internal sealed record BatchPlan(SolveOptions Options, Adjoint Adjoint, int MicroBatch)
{
    /// <summary>True to pull ½Σ|y(t1)|² back to θ.</summary>
    public bool PullsBack { get; init; }

    public int Threads { get; init; } = 1;
}

/// <summary>Solves a batch again and again; its micro-batches are dealt to threads, each when it is free.</summary>
/// <remarks>
/// Sums go over examples and micro-batches in order: the same bits for any number of threads. A thread writes to the
/// memory of its seat while it solves, and of what all share to the places of its micro-batch alone, when a result is
/// whole: two threads meet in a cache line at most where two micro-batches do, and when they take the next one.
/// </remarks>
internal sealed class BatchRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchPlan _plan;
    private readonly BatchSeat<T>[] _seats;
    private readonly BatchCounts[] _counts;
    private readonly T[] _y1;
    private readonly T[] _gradients;
    private readonly int _microBatchSize;
    private readonly int _gradientSize;
    private int _next;

    public BatchRun(BatchProblem<T> problem, BatchPlan plan)
    {
        _plan = plan;
        _seats = [.. Enumerable.Range(0, plan.Threads).Select(_ => new BatchSeat<T>(problem, plan))];
        _counts = new BatchCounts[(problem.Examples + plan.MicroBatch - 1) / plan.MicroBatch];
        _y1 = new T[problem.Y0.Length];
        _microBatchSize = plan.MicroBatch * problem.Field.State;
        _gradientSize = plan.PullsBack ? problem.Parameters.Length : 0;
        _gradients = new T[_counts.Length * _gradientSize];
    }

    /// <summary>What the last run counted, over all examples.</summary>
    public BatchCounts Counts => _counts.Aggregate((x, y) => x + y);

    /// <summary>The sum of the entries of y(t1) that the last run found.</summary>
    public double SumY => _y1.Sum(y => double.CreateTruncating(y));

    /// <summary>The sum of the entries of dL/dθ that the last run found, or 0 if it did not look for it.</summary>
    public double SumGradient => _gradients.Sum(entry => double.CreateTruncating(entry));

    /// <summary>y(t1) of the last run; shape [examples, state].</summary>
    public IReadOnlyList<T> Y1 => _y1;

    /// <summary>Solves all examples.</summary>
    public void Run()
    {
        _next = 0;
        // Threads of its own: the pool's are woken where they slept last, which can be two on one core.
        var others = Array.ConvertAll(_seats[1..], seat => new Thread(() => Work(seat)));
        foreach (var other in others) other.Start();
        Work(_seats[0]);
        foreach (var other in others) other.Join();
    }

    private void Work(BatchSeat<T> seat)
    {
        while (Interlocked.Increment(ref _next) - 1 is var i && i < _counts.Length)
        {
            var start = i * _microBatchSize;
            var y1 = _y1.AsSpan(start, Math.Min(_microBatchSize, _y1.Length - start));
            var gradient = _gradients.AsSpan(i * _gradientSize, _gradientSize);
            _counts[i] = seat.Run(i * _plan.MicroBatch, y1, gradient);
        }
    }
}
