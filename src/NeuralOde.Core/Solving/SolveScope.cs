using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>All that one solve works with.</summary>
/// <param name="stepping">The field and how it is stepped.</param>
/// <param name="batch">The problems.</param>
/// <param name="tile">The lanes in which they are solved.</param>
/// <param name="results">What is found out.</param>
/// <typeparam name="T">The element type of the state.</typeparam>
internal readonly ref struct SolveScope<T>(
    Stepping<T> stepping, ProblemBatch<T> batch, TileWorkspace<T> tile, ResultWorkspace<T> results)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ProblemBatch<T> _batch = batch;

    internal Stepping<T> Stepping { get; } = stepping;

    internal TileWorkspace<T> Tile { get; } = tile;

    /// <summary>Who sees each step of the tile, if anyone.</summary>
    internal IStepWitness<T>? Witness { get; init; }

    internal ResultWorkspace<T> Results { get; } = results;

    [UnscopedRef]
    internal ref readonly ProblemBatch<T> Batch => ref _batch;

    /// <summary>True when the steps are given, not chosen.</summary>
    internal bool IsFrozen => !_batch.StepOffsets.IsEmpty;

    /// <summary>True when the error of a step decides whether it is accepted.</summary>
    internal bool IsControlled => Stepping.Law is not null && !IsFrozen;

    /// <summary>True when an example may go on in another lane: nobody knows it by its lane.</summary>
    internal bool MayMove => Witness is null && !Stepping.IsJoint;

    /// <summary>True when the accepted steps are kept.</summary>
    internal bool RecordsSteps => Stepping.RecordsSteps;

    /// <summary>The initial state of one example; shape [state].</summary>
    internal ReadOnlySpan<T> Y0(int example) =>
        _batch.Y0.Slice(example * Stepping.State, Stepping.State);

    /// <summary>The inputs of one example; shape [inputs].</summary>
    internal ReadOnlySpan<T> Inputs(int example) =>
        _batch.Inputs.Slice(example * Stepping.Inputs, Stepping.Inputs);

    /// <summary>True when an example has no step to take.</summary>
    internal bool IsZeroLength(int example) => IsFrozen
        ? _batch.StepOffsets[example] == _batch.StepOffsets[example + 1]
        : _batch.T0[example] == _batch.T1[example];

    /// <summary>t0 + h of one example as the field may see it in its first step.</summary>
    internal T FirstTime(int example, double h)
    {
        var t0 = _batch.T0[example];
        var ahead = _batch.T1[example] > t0 ? Math.BitIncrement(t0) : Math.BitDecrement(t0);
        return Stepping.Jumps.Inside(t0 + h, ahead);
    }

    /// <summary>True when examples have tolerances of their own; else all lanes keep those of the options.</summary>
    internal bool HasTolerances => !(_batch.RelativeTolerances.IsEmpty && _batch.AbsoluteTolerances.IsEmpty);

    /// <summary>The tolerances of one example.</summary>
    internal (double Relative, double Absolute) Tolerances(int example) => (
        _batch.RelativeTolerances.IsEmpty
            ? Stepping.Options.RelativeTolerance
            : _batch.RelativeTolerances[example],
        _batch.AbsoluteTolerances.IsEmpty
            ? Stepping.Options.AbsoluteTolerance
            : _batch.AbsoluteTolerances[example]);

    /// <summary>The steps that one example may try.</summary>
    internal int MaximumSteps(int example) => _batch.MaximumSteps.IsEmpty
        ? Stepping.Options.MaximumSteps
        : _batch.MaximumSteps[example];

    /// <summary>
    /// No smaller step of one example is tried, except to land; the rounding of t may ask for more.
    /// </summary>
    internal double SmallestStep(int example) =>
        Stepping.StartBounds.SmallestOf(_batch.T1[example] - _batch.T0[example]);
}
