using System.Numerics;
using System.Numerics.Tensors;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Solves the work units of an experiment.</summary>
/// <typeparam name="T">The type of states and parameters.</typeparam>
internal sealed class ExperimentSolver<T> : IUnitSolver
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RunPlan _plan;
    private readonly ExampleShards<T> _shards;
    private readonly MicroBatchWorkspace<T> _workspace;
    private readonly RandomShift _moves;
    private readonly int _parameters;
    private readonly Stack<T[]> _rested = [];

    /// <summary>Prepares memory of its own.</summary>
    /// <param name="outline">The experiment.</param>
    /// <param name="shards">Its examples, which all solvers share.</param>
    public ExperimentSolver(ExperimentOutline outline, ExampleShards<T> shards)
    {
        (_plan, _shards) = (outline.Plan, shards);
        _workspace = new(outline.Model, outline.Loss);
        _moves = outline.Moves;
        _parameters = outline.Model.Layout.Total;
    }

    /// <inheritdoc/>
    public WorkSum Solve(WorkUnit unit, FlatVector parameters)
    {
        var minibatch = _plan.MinibatchOf(unit.Purpose, unit.Version);
        return unit.Purpose == Purpose.Gradient
            ? Gradient(minibatch, unit.Node, parameters)
            : WorkSum.At(minibatch.Tree, unit.Node, leaf => Validation(minibatch, leaf, parameters));
    }

    // The gradients of a unit are summed where they stand: a vector of its own for each of them would be most of
    // what training leaves to the garbage collector.
    private WorkSum Gradient(Minibatch minibatch, TreeNode node, FlatVector parameters)
    {
        var sum = minibatch.Tree.SumOf(node, leaf => GradientOf(minibatch, leaf, parameters), Add);
        _rested.Push(sum.Gradient);
        return new(FlatVector.Of<T>(sum.Gradient), sum.Tally);
    }

    private (T[] Gradient, Tally Tally) GradientOf(Minibatch minibatch, TreeNode leaf, FlatVector parameters)
    {
        var gradient = _rested.TryPop(out var rested) ? rested : new T[_parameters];
        var (shard, indices) = Seen(minibatch, leaf);
        var counts = _workspace.Gradient(shard, indices.AsSpan(), parameters.AsSpan<T>(), gradient);
        return (gradient, TallyOf(counts));
    }

    private (T[] Gradient, Tally Tally) Add(
        (T[] Gradient, Tally Tally) left, (T[] Gradient, Tally Tally) right)
    {
        TensorPrimitives.Add<T>(left.Gradient, right.Gradient, left.Gradient);
        _rested.Push(right.Gradient);
        return (left.Gradient, Tally.Add(left.Tally, right.Tally));
    }

    /// <summary>The examples of a micro-batch, and which of them; images are moved as in its epoch.</summary>
    private (Examples<T> Shard, ValueArray<int> Indices) Seen(Minibatch minibatch, TreeNode leaf)
    {
        var (number, indices) = (minibatch.Tree.ShardOf(leaf), minibatch.ExamplesOf(leaf));
        var shard = _shards[number].Training;
        if (_moves.Distance == 0) return (shard, indices);
        var moved = _moves.Of(shard, indices.AsSpan(), minibatch.Epoch, number);
        return (moved, [.. Enumerable.Range(0, indices.Count)]);
    }

    private WorkSum Validation(Minibatch minibatch, TreeNode leaf, FlatVector parameters)
    {
        var shard = _shards[minibatch.Tree.ShardOf(leaf)].Validation;
        var counts = _workspace.Evaluate(shard, minibatch.ExamplesOf(leaf).AsSpan(), parameters.AsSpan<T>());
        return new(FlatVector.Zeros(parameters.Precision, 0), TallyOf(counts));
    }

    private Tally TallyOf(in MicroBatchStatistics counts) => new()
    {
        Examples = counts.Examples,
        Loss = counts.Loss,
        Correct = counts.Correct,
        Classified = counts.Classified,
        Failures = FailuresOf(counts),
        ForwardNfe = Each(_workspace.Records, static record => record.NfeForward),
        BackwardNfe = Each(_workspace.Records, static record => record.NfeBackward + record.Nvjp),
        Accepted = counts.Accepted,
        Rejected = counts.Rejected,
        Fallbacks = counts.Fallbacks,
    };

    private static ValueArray<FailureCount> FailuresOf(in MicroBatchStatistics counts) => counts.Failed == 0
        ? []
        : [.. new FailureCount[]
        {
            new(nameof(counts.LossNotFinite), counts.LossNotFinite),
            new(nameof(counts.NotFinite), counts.NotFinite),
            new(nameof(counts.StepTooSmall), counts.StepTooSmall),
            new(nameof(counts.TooManySteps), counts.TooManySteps),
        }.Where(failure => failure.Count > 0)];

    private static ValueArray<int> Each(ReadOnlySpan<ExampleRecord> records, Func<ExampleRecord, int> count)
    {
        var counts = new int[records.Length];
        for (var i = 0; i < counts.Length; i++) counts[i] = count(records[i]);
        return [.. counts];
    }
}
