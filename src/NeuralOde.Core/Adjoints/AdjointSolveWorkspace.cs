using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// Solves batches of one field and carries cotangents of their solutions back, again and again.
/// </summary>
/// <remarks>
/// Used by one thread at a time; allocates nothing once it has grown to the size of the batches.
/// What it gives stays valid until the next call. An example that failed contributes exactly
/// nothing, and its cotangents are 0.
/// </remarks>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
public sealed class AdjointSolveWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly VectorField _field;
    private readonly Adjoint _adjoint;
    private readonly Dictionary<int, IPullBack<T>> _pullBacks = [];
    private readonly KeptBatchWorkspace<T> _kept = new();
    private readonly CotangentsWorkspace<T> _cotangents = new();
    private readonly TimeCotangentsWorkspace<T> _times;

    /// <summary>Prepares for a field.</summary>
    /// <param name="field">The vector field.</param>
    /// <param name="options">How it is solved.</param>
    /// <param name="adjoint">How cotangents are carried back.</param>
    /// <exception cref="ArgumentException">The options contradict one another.</exception>
    public AdjointSolveWorkspace(VectorField field, SolveOptions options, Adjoint adjoint)
    {
        (_field, _adjoint) = (field, adjoint);
        Misuse.Unless(
            options.Coupling == Coupling.Independent || adjoint is Adjoint.Discrete,
            "Coupling Joint goes with Adjoint Discrete only: its steps cannot be taken again for a part of the batch.");
        Misuse.Unless(
            adjoint is not Adjoint.Checkpointed { Checkpoints: < 1 }
                and not Adjoint.Backsolve { FallbackCheckpoints: < 1 },
            "Checkpoints must be at least 1: the start of a lane is one of them.");
        Solve = new(field, options, recordSteps: adjoint is Adjoint.Discrete);
        _times = new(field, TileSize.Of(field.State));
    }

    /// <summary>The forward solve with its values, final states and outcomes.</summary>
    public SolveWorkspace<T> Solve { get; }

    /// <summary>dL/dy0; shape [examples, state].</summary>
    public ReadOnlySpan<T> Y0Cotangent => _cotangents.Y0;

    /// <summary>
    /// dL/du, of what each example feeds the field beside its state; shape [examples, inputs].
    /// </summary>
    public ReadOnlySpan<T> InputsCotangent => _cotangents.Inputs;

    /// <summary>
    /// dL/dt0, without the direct term of an observation at t0; empty before
    /// <see cref="PullBackTimes"/>; shape [examples].
    /// </summary>
    public ReadOnlySpan<double> T0Cotangent => _times.T0;

    /// <summary>
    /// dL/dt1, from the observations at t1; empty before <see cref="PullBackTimes"/>; shape [examples].
    /// </summary>
    public ReadOnlySpan<double> T1Cotangent => _times.T1;

    /// <summary>
    /// dL/dtᵢ of each evaluation time; empty before <see cref="PullBackTimes"/>; shape [Σ times].
    /// </summary>
    public ReadOnlySpan<double> TimesCotangent => _times.Times;

    /// <summary>How the way back of each example went; shape [examples].</summary>
    public ReadOnlySpan<AdjointRecord> Records => _cotangents.Records;

    /// <summary>
    /// The number of examples for which <see cref="Adjoint.Checkpointed"/> had to take over;
    /// <see cref="Records"/> says which.
    /// </summary>
    public int Fallbacks
    {
        get
        {
            var count = 0;
            foreach (ref readonly var record in Records) count += record.FellBack ? 1 : 0;
            return count;
        }
    }

    /// <summary>The bytes that were kept for the way back, beside the problems and their solution.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Solves every example of a batch, and keeps what the way back needs.</summary>
    /// <param name="batch">The problems; they are copied.</param>
    /// <param name="parameters">θ, which is copied; shape [parameters].</param>
    /// <exception cref="ArgumentException">Two lengths do not fit.</exception>
    public void Forward(in ProblemBatch<T> batch, ReadOnlySpan<T> parameters)
    {
        _kept.Keep(batch, parameters);
        Solve.Run(batch, parameters);
    }

    /// <summary>Carries the cotangent of the last solution's values back to θ, y0 and the inputs.</summary>
    /// <param name="valuesCotangent">dL/dy at the evaluation times; shape [Σ times, state].</param>
    /// <param name="parametersCotangent">
    /// To which dL/dθ, summed over the examples, is added; shape [parameters].
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void PullBack(ReadOnlySpan<T> valuesCotangent, Span<T> parametersCotangent)
    {
        Misuse.SameLength(valuesCotangent.Length, Solve.Values.Length);
        Misuse.SameLength(parametersCotangent.Length, _field.Parameters);
        var request = new PullBackRequest<T>(_kept, Solve, valuesCotangent);
        _times.Forget();
        _cotangents.Clear(_kept.Problems);
        var pullBack = PullBackFor(_cotangents.Records.Length);
        // By its own type, for the compiler of images follows no virtual call of a generic one.
        if (pullBack is DiscreteWorkspace<T> discrete) discrete.Run(request, _cotangents, parametersCotangent);
        else pullBack.Run(request, _cotangents, parametersCotangent);
        HeldBytes = pullBack.HeldBytes;
        _cotangents.AddObservationsOfY0(request, _field.State);
    }

    /// <summary>
    /// Carries the cotangent back to the times, behind <see cref="PullBack"/> with the same one.
    /// </summary>
    /// <param name="valuesCotangent">dL/dy at the evaluation times; shape [Σ times, state].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void PullBackTimes(ReadOnlySpan<T> valuesCotangent)
    {
        Misuse.SameLength(valuesCotangent.Length, Solve.Values.Length);
        _times.Run(new(_kept, Solve, valuesCotangent), _cotangents.Start);
    }

    /// <summary>The adjoint in tiles of the size in which so many examples are solved.</summary>
    private IPullBack<T> PullBackFor(int examples)
    {
        var lanes = Solve.LanesFor(examples);
        if (!_pullBacks.TryGetValue(lanes, out var known)) _pullBacks[lanes] = known = Create(lanes);
        return known;
    }

    private IPullBack<T> Create(int lanes) => _adjoint switch
    {
        Adjoint.Discrete => new DiscreteWorkspace<T>(Solve.Stepping, lanes),
        Adjoint.Checkpointed(var checkpoints) =>
            new CheckpointedWorkspace<T>(Solve.Stepping, lanes, checkpoints),
        Adjoint.Backsolve backsolve => new BacksolveWorkspace<T>(Solve.Stepping, lanes, backsolve),
        _ => throw Unreachable.Case(_adjoint),
    };
}
