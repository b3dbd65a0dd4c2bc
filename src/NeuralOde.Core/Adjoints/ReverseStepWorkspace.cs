using System.Numerics;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Adjoints;

/// <summary>Carries cotangents back over one explicit Runge–Kutta step in every lane of a tile.</summary>
/// <remarks>
/// <para>
/// The step is y1 = y0 + h·Σ bᵢ·kᵢ with kᵢ = f(t + cᵢ·h, Yᵢ) and Yᵢ = y0 + h·Σ aᵢⱼ·kⱼ; an observation inside
/// of it is y0 + h·Σ bᵢ(θ)·kᵢ. From the last stage to the first k̄ᵢ = h·(bᵢ·ȳ1 + Σ bᵢ(θ)·ȳ + Σⱼ aⱼᵢ·Ȳⱼ) and
/// (Ȳᵢ, θ̄, ū) = the pullback of f at stage i; then ȳ0 = ȳ1 + Σ ȳ + Σ Ȳᵢ.
/// </para>
/// <para>
/// The slopes are those of the forward solve: the stages come from them without an evaluation.
/// </para>
/// <para>
/// A lane with nothing to do takes a step of length 0 from a state where f is finite, with any finite slopes:
/// its cotangent stays as it is, and it adds 0 to θ̄ and ū. Source: Hager, Runge–Kutta methods in optimal
/// control and the transformed adjoint system, Numer. Math. 87 (2000), section 2.
/// </para>
/// </remarks>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class ReverseStepWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Stepping<T> _stepping;
    private readonly ReverseLayout _layout;
    private readonly Plan<T> _pullback;
    private readonly PlanMemory<T> _memory;
    private readonly PlanRun<T> _run;
    private readonly PlanRun<T> _runOfY1;
    private readonly bool[] _observed;

    public ReverseStepWorkspace(Stepping<T> stepping, int lanes)
    {
        (_stepping, Lanes) = (stepping, lanes);
        _layout = ReverseLayout.Of(stepping, lanes);
        _pullback = new(_layout.Plan);
        _memory = _pullback.CreateMemory();
        (_run, _runOfY1) = (new(_layout.Steps, lanes), new(_layout.StepsOfY1, lanes));
        (_observed, Times, Steps) = (new bool[lanes], new double[lanes], new double[lanes]);
    }

    public int Lanes { get; }

    /// <summary>Where the step of each lane begins; shape [lanes].</summary>
    public double[] Times { get; }

    /// <summary>
    /// The signed length of each lane's step, 0 where there is nothing to do; shape [lanes].
    /// </summary>
    public double[] Steps { get; }

    /// <summary>The states in which the steps begin, to be written; shape [state, lanes].</summary>
    public Span<T> States => _memory.At(_layout.States);

    /// <summary>
    /// The slopes of the steps but for the last stage, to be written; shape [stages − 1, state, lanes].
    /// </summary>
    public Span<T> Slopes => _memory.At(_layout.Slopes);

    /// <summary>What each lane feeds the field beside its state; shape [inputs, lanes].</summary>
    public Span<T> Inputs => _memory.At(_layout.Inputs);

    /// <summary>ȳ1 before a run, ȳ0 behind it; shape [state, lanes].</summary>
    public Span<T> Cotangents => _memory.At(_layout.Cotangents);

    /// <summary>To which ū is added; shape [inputs, lanes].</summary>
    public Span<T> InputsCotangents => _memory.At(_layout.InputsCotangents);

    /// <summary>The pullbacks that the present step of a lane needs.</summary>
    public int PullbacksOf(int lane) => _observed[lane] ? _layout.Stages : _layout.StagesOfY1;

    /// <summary>Takes what was kept of the evaluations of one lane's step; shape [stages, kept].</summary>
    public void PlaceKept(ReadOnlySpan<T> kept)
    {
        foreach (var place in _layout.Kept)
        {
            kept[..place.Features].CopyTo(_memory.At(place));
            kept = kept[place.Features..];
        }
    }

    /// <summary>Takes θ, and begins a new sum of θ̄.</summary>
    public void Bind(ReadOnlySpan<T> parameters)
    {
        parameters.CopyTo(_memory.Input(FieldInput.Parameters));
        _pullback.Bind(_memory);
        _memory.ClearSums();
    }

    /// <summary>Adds the sum of θ̄ over all runs since <see cref="Bind"/>.</summary>
    public void AddParametersCotangentTo(Span<T> destination)
    {
        if (destination.IsEmpty) return;
        var sum = _memory.Output(1);
        for (var i = 0; i < sum.Length; i++) destination[i] += sum[i];
    }

    /// <summary>
    /// Adds the cotangent of the solution inside of a lane's step, whose length is set already.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="theta">How far inside, as part of the step; no unit.</param>
    /// <param name="cotangent">ȳ there; shape [state].</param>
    public void Observe(int lane, double theta, ReadOnlySpan<T> cotangent)
    {
        _observed[lane] = true;
        var states = _memory.At(_layout.ObservedStates);
        var slopes = _memory.At(_layout.ObservedSlopes);
        for (var f = 0; f < cotangent.Length; f++) states[f * Lanes + lane] += cotangent[f];
        for (var i = 0; i < _layout.Stages; i++)
        {
            var weight = T.CreateTruncating(Steps[lane]) * _stepping.Coefficients.Dense(i, theta);
            var slope = slopes[(i * states.Length)..];
            for (var f = 0; f < cotangent.Length; f++) slope[f * Lanes + lane] += weight * cotangent[f];
        }
    }

    /// <summary>Carries the cotangents of all lanes back over their steps.</summary>
    public void Run()
    {
        var observed = _observed.AsSpan().Contains(true);
        var stages = observed ? _layout.Stages : _layout.StagesOfY1;
        var sizes = _memory.At(_layout.Sizes);
        for (var l = 0; l < Lanes; l++) sizes[l] = T.CreateTruncating(Steps[l]);
        if (_stepping.SeesTime) SetTimes(stages);

        // The last stage has the first row.
        var rows = _memory.Gathered.Rows - (_layout.Stages - stages);
        (observed ? _run : _runOfY1).Run(_memory.Values, rows);
        _memory.Gather(stages * Lanes, _layout.Stages * Lanes);
        if (observed) ForgetObservations();
    }

    private void SetTimes(int stages)
    {
        var times = _memory.At(_layout.Times);
        for (var i = 0; i < stages; i++)
        {
            var c = _stepping.Coefficients.C(i);
            for (var l = 0; l < Lanes; l++)
            {
                times[i * Lanes + l] = StageTime.Of(_stepping.Jumps, Times[l], Steps[l], c);
            }
        }
    }

    private void ForgetObservations()
    {
        _observed.AsSpan().Clear();
        _memory.At(_layout.ObservedSlopes).Clear();
        _memory.At(_layout.ObservedStates).Clear();
    }
}
