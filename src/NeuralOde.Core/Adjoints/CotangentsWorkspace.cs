using System.Numerics;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Adjoints;

/// <summary>What an adjoint gives for each example of a batch.</summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class CotangentsWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly KeptWorkspace<T> _start = new();
    private readonly KeptWorkspace<T> _y0 = new();
    private readonly KeptWorkspace<T> _inputs = new();
    private readonly KeptWorkspace<AdjointRecord> _records = new();

    /// <summary>
    /// a(t0): dL/dy0 without the direct term of an observation at t0; shape [examples, state].
    /// </summary>
    public Span<T> Start => _start.Values;

    /// <summary>dL/dy0; shape [examples, state].</summary>
    public Span<T> Y0 => _y0.Values;

    /// <summary>dL/du; shape [examples, inputs].</summary>
    public Span<T> Inputs => _inputs.Values;

    /// <summary>How the way back went; shape [examples].</summary>
    public Span<AdjointRecord> Records => _records.Values;

    /// <summary>Sets everything to 0.</summary>
    public void Clear(in ProblemBatch<T> problems)
    {
        _ = _start.Cleared(problems.Y0.Length);
        _ = _y0.Cleared(problems.Y0.Length);
        _ = _inputs.Cleared(problems.Inputs.Length);
        _ = _records.Cleared(problems.Examples);
    }

    /// <summary>Makes dL/dy0 from a(t0) and the observations at t0, which are y0 itself.</summary>
    public void AddObservationsOfY0(in PullBackRequest<T> request, int state)
    {
        Start.CopyTo(Y0);
        var t0 = request.Kept.Problems.T0;
        for (var example = 0; example < Records.Length; example++)
        {
            if (!request.Includes(example)) continue;
            var y0 = Y0.Slice(example * state, state);
            var end = request.EndOfTimesOf(example);
            for (var at = request.FirstTimeOf(example); at < end && request.Times[at] == t0[example]; at++)
            {
                for (var f = 0; f < state; f++) y0[f] += request.ValuesCotangent[at * state + f];
            }
        }
    }
}
