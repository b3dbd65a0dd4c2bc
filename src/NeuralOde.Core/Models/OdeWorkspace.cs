using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Models;

/// <summary>An ODE stage at work: each row is an initial value problem of its own.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal sealed class OdeWorkspace<T>(Stage.Ode ode) : IStageWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdjointSolveWorkspace<T> _adjoint = new(ode.Field, ode.Options, ode.Adjoint);
    private readonly KeptWorkspace<double> _t0 = new();
    private readonly KeptWorkspace<double> _t1 = new();
    private readonly KeptWorkspace<int> _rowOffsets = new();

    /// <inheritdoc/>
    public ReadOnlySpan<T> Output => _adjoint.Solve.Values;

    /// <inheritdoc/>
    public ReadOnlySpan<T> InputCotangent => _adjoint.Y0Cotangent;

    /// <summary>How each row's solve went; shape [rows].</summary>
    public ReadOnlySpan<LaneRecord> Solves => _adjoint.Solve.Lanes;

    /// <summary>How each row's way back went; shape [rows].</summary>
    public ReadOnlySpan<AdjointRecord> WaysBack => _adjoint.Records;

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<T> input, ReadOnlySpan<T> parameters, GatheredWorkspace<T> examples)
    {
        var rows = input.Length / ode.Field.State;
        Misuse.SameLength(ode.ReadsExamples ? examples.Count : rows, rows);
        SetSpans(rows, examples);
        var observes = ode.HandsOn is HandsOn.Observations;
        _adjoint.Forward(
            new ProblemBatch<T>
            {
                Examples = rows,
                Y0 = input,
                Inputs = ode.Field.Inputs > 0 ? examples.Exogenous : [],
                T0 = _t0.Values,
                T1 = _t1.Values,
                TimeOffsets = observes ? examples.TimeOffsets : _rowOffsets.Values,
                Times = observes ? examples.Times : _t1.Values,
            },
            parameters);
    }

    /// <inheritdoc/>
    public void PullBack(
        ReadOnlySpan<T> input, ReadOnlySpan<T> outputCotangent, Span<T> parametersCotangent) =>
        _adjoint.PullBack(outputCotangent, parametersCotangent);

    private void SetSpans(int rows, GatheredWorkspace<T> examples)
    {
        var t0 = _t0.Sized(rows);
        var t1 = _t1.Sized(rows);
        var offsets = _rowOffsets.Sized(rows + 1);
        offsets[0] = 0;
        for (var row = 0; row < rows; row++)
        {
            (t0[row], t1[row]) = ode.Span switch
            {
                SolveSpan.Fixed span => (span.T0, span.T1),
                SolveSpan.OfExample => (examples.T0[row], examples.EndOf(row)),
                _ => throw Unreachable.Case(ode.Span),
            };
            offsets[row + 1] = row + 1;
        }
    }
}
