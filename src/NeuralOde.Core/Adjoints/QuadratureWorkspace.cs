using System.Numerics;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// Adds up θ̄ and ū = −∫ aᵀ ∂f/∂(θ, u) dt over the accepted steps of a reverse solve of (y, a),
/// with the method's own weights: −Σ h·bᵢ·aᵢᵀ ∂f/∂(θ, u) at its stages. They are no part of the
/// state: no memory, no say in the steps.
/// </summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class QuadratureWorkspace<T> : IStepWitness<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FieldPullbackWorkspace<T> _pullback;
    private readonly int _lanes;
    private readonly int _inputs;
    private readonly T[] _stage;
    private readonly KeptWorkspace<T> _sums = new();

    public QuadratureWorkspace(Stepping<T> stepping, int lanes)
    {
        var field = stepping.Field;
        (_lanes, _inputs) = (lanes, field.Inputs);
        _pullback = new(field, lanes, FieldInput.State, FieldInput.Parameters, FieldInput.Inputs);
        _stage = new T[2 * field.State * lanes];
        foreach (var weight in stepping.Coefficients.B) Pullbacks += weight == T.Zero ? 0 : 1;
    }

    /// <summary>The pullbacks that an accepted step takes.</summary>
    public int Pullbacks { get; }

    /// <summary>The sums of ū since <see cref="Begin"/>; shape [problems, inputs].</summary>
    public ReadOnlySpan<T> InputsCotangent => _sums.Values;

    /// <summary>Takes θ, and begins new sums.</summary>
    public void Begin(ReadOnlySpan<T> parameters, int problems)
    {
        _pullback.Bind(parameters);
        _ = _sums.Cleared(problems * _inputs);
    }

    /// <summary>Adds the sum of θ̄ since <see cref="Begin"/>.</summary>
    public void AddParametersCotangentTo(Span<T> destination) =>
        _pullback.AddParametersCotangentTo(destination);

    /// <inheritdoc/>
    public void Judged(in SolveScope<T> scope)
    {
        var accepted = scope.Tile.Mask.IndexOf(T.One);
        if (accepted < 0) return;
        scope.Tile.Memory.Input(FieldInput.Inputs).CopyTo(_pullback.Inputs);
        var coefficients = scope.Stepping.Coefficients;
        for (var i = 0; i < coefficients.Stages; i++)
        {
            if (coefficients.B[i] == T.Zero) continue;
            if (i == 0) scope.Tile.Y.CopyTo(_stage);
            else StepSum.Into(scope.Tile.View, coefficients.A(i), _stage);
            for (var lane = 0; lane < _lanes; lane++) Place(scope, i, lane, accepted);
            _pullback.Run();
            for (var lane = 0; lane < _lanes; lane++) AddInputs(scope.Tile, lane);
        }
    }

    /// <summary>
    /// Sets one lane of a stage; a lane that is not accepted may be anywhere, and shadows one that is.
    /// </summary>
    private void Place(in SolveScope<T> scope, int stage, int lane, int accepted)
    {
        var (tile, coefficients) = (scope.Tile, scope.Stepping.Coefficients);
        var isAccepted = tile.Mask[lane] == T.One;
        var from = isAccepted ? lane : accepted;
        var weight = isAccepted ? -tile.Sizes[lane] * coefficients.B[stage] : T.Zero;
        _pullback.Times[lane] = StageTime.Of(
            scope.Stepping.Jumps, tile.Steps.Begins[from], tile.Steps.Sizes[from], coefficients.C(stage));
        var states = _pullback.States;
        for (var at = 0; at < states.Length; at += _lanes)
        {
            states[at + lane] = _stage[at + from];
            _pullback.SlopeCotangents[at + lane] = weight * _stage[states.Length + at + from];
        }

        for (var at = 0; at < _pullback.Inputs.Length; at += _lanes)
        {
            _pullback.Inputs[at + lane] = _pullback.Inputs[at + from];
        }
    }

    private void AddInputs(TileWorkspace<T> tile, int lane)
    {
        if (tile.Mask[lane] != T.One) return;
        var sum = _sums.Values.Slice(tile.Lanes[lane].Example * _inputs, _inputs);
        var cotangents = _pullback.CotangentOf(FieldInput.Inputs);
        for (var u = 0; u < _inputs; u++) sum[u] += cotangents[u * _lanes + lane];
    }
}
