using System.Numerics;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// Carries cotangents back by solving the adjoint equation backwards in time, and hands the examples whose
/// state does not find its way back to <see cref="CheckpointedWorkspace{T}"/>.
/// </summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class BacksolveWorkspace<T> : IPullBack<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReverseSolveWorkspace<T> _reverse;
    private readonly CheckpointedWorkspace<T> _fallback;
    private readonly double _threshold;
    private readonly KeptWorkspace<bool> _selected = new();

    public BacksolveWorkspace(Stepping<T> stepping, int lanes, Adjoint.Backsolve adjoint)
    {
        _reverse = new(stepping, adjoint);
        _fallback = new(stepping, lanes, adjoint.FallbackCheckpoints);
        _threshold = adjoint.DefectThreshold;
    }

    /// <inheritdoc/>
    public long HeldBytes => _reverse.HeldBytes + _fallback.HeldBytes;

    /// <inheritdoc/>
    public void Run(
        in PullBackRequest<T> request, CotangentsWorkspace<T> cotangents, Span<T> parametersCotangent)
    {
        _reverse.Run(request, cotangents);
        if (FindLost(request, cotangents.Records) == 0)
        {
            _reverse.AddParametersCotangentTo(parametersCotangent);
            return;
        }

        // What the lost examples added to the sum of θ̄ cannot be taken out of it
        // exactly: the sum is made again.
        _reverse.Run(request with { Selected = _selected.Values }, cotangents);
        _reverse.AddParametersCotangentTo(parametersCotangent);
        foreach (ref var selected in _selected.Values) selected = !selected;
        _fallback.Run(request with { Selected = _selected.Values }, cotangents, parametersCotangent);
    }

    /// <summary>Marks and counts the examples that must be done again, and selects the others.</summary>
    private int FindLost(in PullBackRequest<T> request, Span<AdjointRecord> records)
    {
        var selected = _selected.Cleared(records.Length);
        var lost = 0;
        for (var example = 0; example < records.Length; example++)
        {
            // The comparison is false also where the defect is no number.
            selected[example] = !request.Includes(example) || records[example].Defect <= _threshold;
            records[example] = records[example] with { FellBack = !selected[example] };
            if (!selected[example]) lost++;
        }

        return lost;
    }
}
