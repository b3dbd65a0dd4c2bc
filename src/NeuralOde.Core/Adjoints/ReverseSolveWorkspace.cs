using System.Numerics;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// Solves (y, a) backwards from each evaluation time to the one before it, all examples that have
/// such a segment together; where it arrives, y is compared with the forward solution and takes
/// its value, and ȳ is added to a.
/// </summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class ReverseSolveWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Stepping<T> _stepping;
    private readonly SolveWorkspace<T> _solve;
    private readonly Dictionary<int, QuadratureWorkspace<T>> _quadratures = [];
    private readonly SegmentsWorkspace<T> _segments;
    private readonly KeptWorkspace<T> _parametersCotangent = new();

    public ReverseSolveWorkspace(Stepping<T> stepping, Adjoint.Backsolve adjoint)
    {
        var forward = stepping.Options;
        var options = forward with
        {
            RelativeTolerance = adjoint.RelativeTolerance > 0
                ? adjoint.RelativeTolerance
                : forward.RelativeTolerance,
            AbsoluteTolerance = adjoint.AbsoluteTolerance > 0
                ? adjoint.AbsoluteTolerance
                : forward.AbsoluteTolerance,
        };
        _stepping = stepping;
        _segments = new(stepping.Field, adjoint);
        _solve = new(AugmentedField.Of(stepping.Field), options, recordSteps: false);
    }

    /// <summary>The bytes kept of each example: (y, a), and how far it has come.</summary>
    public long HeldBytes => _segments.HeldBytes;

    /// <summary>Adds the sum of θ̄ of the last run.</summary>
    public void AddParametersCotangentTo(Span<T> destination)
    {
        var sum = _parametersCotangent.Values;
        for (var i = 0; i < sum.Length; i++) destination[i] += sum[i];
    }

    /// <summary>Carries the included examples back; writes a(t0), ū, the work and the defects.</summary>
    public void Run(in PullBackRequest<T> request, CotangentsWorkspace<T> cotangents)
    {
        _ = _parametersCotangent.Cleared(request.Kept.Parameters.Length);
        _segments.Begin(request, cotangents);
        while (_segments.Gather(request))
        {
            var quadrature = Quadrature(_solve.LanesFor(_segments.Count));
            quadrature.Begin(request.Kept.Parameters, _segments.Count);
            _solve.Witness = quadrature;
            _solve.Run(_segments.Problems, request.Kept.Parameters);
            quadrature.AddParametersCotangentTo(_parametersCotangent.Values);
            for (var row = 0; row < _segments.Count; row++) Arrive(request, cotangents, quadrature, row);
        }
    }

    private QuadratureWorkspace<T> Quadrature(int lanes)
    {
        if (!_quadratures.TryGetValue(lanes, out var known))
        {
            _quadratures[lanes] = known = new(_stepping, lanes);
        }
        return known;
    }

    private void Arrive(
        in PullBackRequest<T> request, CotangentsWorkspace<T> cotangents, QuadratureWorkspace<T> quadrature, int row)
    {
        var (lane, example) = (_solve.Lanes[row], _segments.Example(row));
        ref var record = ref cotangents.Records[example];
        var hasArrived = lane.Code == OutcomeCode.Finished;
        var size = _solve.Final.Length / _segments.Count;
        var back = _solve.Final.Slice(row * size, size);
        record = record with
        {
            Nvjp = record.Nvjp + lane.Nfe + lane.Accepted * quadrature.Pullbacks,
            NfeBackward = record.NfeBackward + lane.Nfe,
            Defect = Math.Max(
                record.Defect, hasArrived ? _segments.Defect(request, row, back) : double.PositiveInfinity),
        };
        if (!hasArrived)
        {
            _segments.Leave(request, example);
            return;
        }

        var inputs = quadrature.InputsCotangent.Length / _segments.Count;
        for (var u = 0; u < inputs; u++)
        {
            cotangents.Inputs[example * inputs + u] += quadrature.InputsCotangent[row * inputs + u];
        }

        _segments.Arrive(request, example, back, cotangents);
    }
}
