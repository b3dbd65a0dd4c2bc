using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Adjoints;

/// <summary>The derivatives of the loss by the times, from the slopes there.</summary>
/// <remarks>
/// dL/dtᵢ = ȳᵢᵀ f(tᵢ, yᵢ) with the direct cotangent, and dL/dt0 = −a(t0)ᵀ f(t0, y0) without the direct term
/// of an observation at t0. One evaluation of the field for each of them.
/// </remarks>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class TimeCotangentsWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SlopeProductWorkspace<T> _products;
    private readonly KeptWorkspace<double> _t0 = new();
    private readonly KeptWorkspace<double> _t1 = new();
    private readonly KeptWorkspace<double> _times = new();

    public TimeCotangentsWorkspace(VectorField field, int lanes) => _products = new(field, lanes);

    /// <summary>dL/dt0; shape [examples].</summary>
    public ReadOnlySpan<double> T0 => _t0.Values;

    /// <summary>dL/dt1, the sum over the observations at t1; shape [examples].</summary>
    public ReadOnlySpan<double> T1 => _t1.Values;

    /// <summary>dL/dtᵢ; shape [Σ times].</summary>
    public ReadOnlySpan<double> Times => _times.Values;

    /// <summary>Forgets the values: they belong to an earlier cotangent.</summary>
    public void Forget()
    {
        _ = _t0.Sized(0);
        _ = _t1.Sized(0);
        _ = _times.Sized(0);
    }

    /// <summary>Computes all three for the examples that finished; 0 for the others.</summary>
    /// <param name="request">The solution and its cotangent.</param>
    /// <param name="start">a(t0); shape [examples, state].</param>
    public void Run(in PullBackRequest<T> request, ReadOnlySpan<T> start)
    {
        var problems = request.Kept.Problems;
        var t0 = _t0.Cleared(problems.Examples);
        var t1 = _t1.Cleared(problems.Examples);
        var times = _times.Cleared(problems.Times.Length);
        AlongStarts(request, start, t0);
        AlongObservations(request, times);
        for (var example = 0; example < t0.Length; example++)
        {
            t0[example] = -t0[example];
            for (var at = request.FirstTimeOf(example); at < request.EndOfTimesOf(example); at++)
            {
                if (problems.Times[at] == problems.T1[example]) t1[example] += times[at];
            }
        }
    }

    private void AlongStarts(in PullBackRequest<T> request, ReadOnlySpan<T> start, Span<double> destination)
    {
        var problems = request.Kept.Problems;
        _products.Bind(request.Kept.Parameters);
        for (var example = 0; example < problems.Examples; example++)
        {
            if (!request.Includes(example)) continue;
            _products.Place(problems.T0[example], problems.Y0, example);
            _products.PlaceInputs(problems.Inputs, example);
            _products.PlaceCotangent(start, example, destination);
        }

        _products.Run(destination);
    }

    private void AlongObservations(in PullBackRequest<T> request, Span<double> destination)
    {
        var problems = request.Kept.Problems;
        for (var example = 0; example < problems.Examples; example++)
        {
            if (!request.Includes(example)) continue;
            for (var at = request.FirstTimeOf(example); at < request.EndOfTimesOf(example); at++)
            {
                _products.Place(problems.Times[at], request.Solution.Values, at);
                _products.PlaceInputs(problems.Inputs, example);
                _products.PlaceCotangent(request.ValuesCotangent, at, destination);
            }
        }

        _products.Run(destination);
    }
}
