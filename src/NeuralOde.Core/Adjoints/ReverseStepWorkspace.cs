using System.Numerics;
using NeuralOde.Core.Solving;
using NeuralOde.Numerics.Lanes;

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
    private readonly ReverseCoefficients<T> _reverse;
    private readonly FieldPullbackWorkspace<T> _pullback;
    private readonly int _size;
    private readonly T[] _sizes;
    private readonly T[] _stages;
    private readonly T[] _slopes;
    private readonly T[] _cotangents;
    private readonly T[] _observedSlopes;
    private readonly T[] _observedStates;
    private readonly bool[] _observed;
    private readonly T[] _ones;

    public ReverseStepWorkspace(Stepping<T> stepping, int lanes)
    {
        var (field, stages) = (stepping.Field, stepping.Coefficients.Stages);
        (Lanes, _size, _stepping) = (lanes, field.State * lanes, stepping);
        _reverse = new(stepping.Coefficients);
        _pullback = new(field, lanes, FieldInput.State, FieldInput.Parameters, FieldInput.Inputs);
        _sizes = new T[lanes];
        (_stages, _slopes, _cotangents) =
            (new T[stages * _size], new T[(stages - 1) * _size], new T[(stages + 1) * _size]);
        (_observed, _observedStates, _observedSlopes) =
            (new bool[lanes], new T[_size], new T[stages * _size]);
        _ones = [.. Enumerable.Repeat(T.One, Math.Max(lanes, stages + 1))];
        (Times, Steps) = (new double[lanes], new double[lanes]);
        (Inputs, InputsCotangents) = (new T[field.Inputs * lanes], new T[field.Inputs * lanes]);
        Cotangents = new T[_size];
    }

    public int Lanes { get; }

    /// <summary>Where the step of each lane begins; shape [lanes].</summary>
    public double[] Times { get; }

    /// <summary>
    /// The signed length of each lane's step, 0 where there is nothing to do; shape [lanes].
    /// </summary>
    public double[] Steps { get; }

    /// <summary>The states in which the steps begin, to be written; shape [state, lanes].</summary>
    public Span<T> States => Slot(_stages, 0);

    /// <summary>
    /// The slopes of the steps but for the last stage, to be written; shape [stages − 1, state, lanes].
    /// </summary>
    public Span<T> Slopes => _slopes;

    /// <summary>What each lane feeds the field beside its state; shape [inputs, lanes].</summary>
    public T[] Inputs { get; }

    /// <summary>ȳ1 before a run, ȳ0 behind it; shape [state, lanes].</summary>
    public T[] Cotangents { get; }

    /// <summary>To which ū is added; shape [inputs, lanes].</summary>
    public T[] InputsCotangents { get; }

    /// <summary>The pullbacks that the present step of a lane needs.</summary>
    public int PullbacksOf(int lane) => _observed[lane] ? _reverse.Stages : _reverse.StagesOfY1;

    /// <summary>Takes θ, and begins a new sum of θ̄.</summary>
    public void Bind(ReadOnlySpan<T> parameters) => _pullback.Bind(parameters);

    /// <summary>Adds the sum of θ̄ over all runs since <see cref="Bind"/>.</summary>
    public void AddParametersCotangentTo(Span<T> destination) =>
        _pullback.AddParametersCotangentTo(destination);

    /// <summary>
    /// Adds the cotangent of the solution inside of a lane's step, whose length is set already.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="theta">How far inside, as part of the step; no unit.</param>
    /// <param name="cotangent">ȳ there; shape [state].</param>
    public void Observe(int lane, double theta, ReadOnlySpan<T> cotangent)
    {
        _observed[lane] = true;
        for (var f = 0; f < cotangent.Length; f++) _observedStates[f * Lanes + lane] += cotangent[f];
        for (var i = 0; i < _reverse.Stages; i++)
        {
            var weight = T.CreateTruncating(Steps[lane]) * _stepping.Coefficients.Dense(i, theta);
            var slopes = Slot(_observedSlopes, i);
            for (var f = 0; f < cotangent.Length; f++) slopes[f * Lanes + lane] += weight * cotangent[f];
        }
    }

    /// <summary>Carries the cotangents of all lanes back over their steps.</summary>
    public void Run()
    {
        var observed = _observed.AsSpan().Contains(true);
        var stages = observed ? _reverse.Stages : _reverse.StagesOfY1;
        for (var l = 0; l < Lanes; l++) _sizes[l] = T.CreateTruncating(Steps[l]);
        Inputs.CopyTo(_pullback.Inputs);

        var step = new StepView<T> { Y = States, Slopes = _slopes, Sizes = _sizes };
        for (var i = 1; i < stages; i++) StepSum.Into(step, _stepping.Coefficients.A(i), Slot(_stages, i));
        Cotangents.CopyTo(Slot(_cotangents, stages));
        for (var i = stages - 1; i >= 0; i--) ReverseStage(i, stages);
        var sum =
            new StepView<T> { Y = _observedStates, Slopes = _cotangents, Sizes = _ones.AsSpan(0, Lanes) };
        StepSum.Into(sum, _ones.AsSpan(0, stages + 1), Cotangents);
        if (observed) ForgetObservations();
    }

    private void ReverseStage(int i, int stages)
    {
        var later = new StepView<T>
        {
            Y = Slot(_observedSlopes, i),
            Slopes = _cotangents.AsSpan((i + 1) * _size),
            Sizes = _sizes,
        };
        StepSum.Into(later, _reverse.Column(i, stages), _pullback.SlopeCotangents);
        if (_stepping.SeesTime) SetTimesOfStage(i, _pullback.Times);
        Slot(_stages, i).CopyTo(_pullback.States);
        _pullback.Run();
        _pullback.CotangentOf(FieldInput.State).CopyTo(Slot(_cotangents, i));
        var inputs = _pullback.CotangentOf(FieldInput.Inputs);
        for (var u = 0; u < inputs.Length; u++) InputsCotangents[u] += inputs[u];
    }

    private void SetTimesOfStage(int i, Span<T> times)
    {
        var c = _stepping.Coefficients.C(i);
        for (var l = 0; l < Lanes; l++) times[l] = StageTime.Of(_stepping.Jumps, Times[l], Steps[l], c);
    }

    private void ForgetObservations()
    {
        _observed.AsSpan().Clear();
        _observedSlopes.AsSpan().Clear();
        _observedStates.AsSpan().Clear();
    }

    private Span<T> Slot(T[] values, int i) => values.AsSpan(i * _size, _size);
}
