using System.Numerics;
using NeuralOde.Core.Programs;

namespace NeuralOde.Core.Solving;

/// <summary>Solves batches of one field again and again, without allocating once it has grown to their size.</summary>
/// <remarks>Used by one thread at a time. What it gives stays valid until the next run.</remarks>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
public sealed class SolveWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly VectorField _field;
    private readonly SolveOptions _options;
    private readonly bool _recordSteps;
    private readonly T[] _values = [];
    private readonly T[] _final = [];
    private readonly LaneRecord[] _lanes = [];

    /// <summary>Prepares for a field.</summary>
    /// <param name="field">The vector field.</param>
    /// <param name="options">How it is solved.</param>
    /// <param name="recordSteps">True to keep the accepted steps in <see cref="Tape"/>.</param>
    /// <exception cref="ArgumentException">The options contradict one another.</exception>
    public SolveWorkspace(VectorField field, SolveOptions options, bool recordSteps)
    {
        (_field, _options, _recordSteps) = (field, options, recordSteps);
        Tape = new(field.State);
    }

    /// <summary>The states at the evaluation times, NaN where an example did not come; shape [Σ times, state].</summary>
    public ReadOnlySpan<T> Values => _values;

    /// <summary>The state at which each example ended; shape [examples, state].</summary>
    public ReadOnlySpan<T> Final => _final;

    /// <summary>How each example went; shape [examples].</summary>
    public ReadOnlySpan<LaneRecord> Lanes => _lanes;

    /// <summary>The accepted steps, empty unless they are recorded.</summary>
    public StepTapeWorkspace<T> Tape { get; }

    /// <summary>Solves every example of a batch.</summary>
    /// <param name="batch">The problems.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <exception cref="ArgumentException">Two lengths do not fit.</exception>
    public void Run(in ProblemBatch<T> batch, ReadOnlySpan<T> parameters) =>
        throw new NotSupportedException($"{_field} {_options} {_recordSteps} {parameters.Length}");
}
