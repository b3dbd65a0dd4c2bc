using System.Numerics;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Adjoints;

/// <summary>What an adjoint is asked: how the problems went, and the cotangent of their solution.</summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal readonly ref struct PullBackRequest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<int> _timeOffsets;

    public PullBackRequest(
        KeptBatchWorkspace<T> kept, SolveWorkspace<T> solution, ReadOnlySpan<T> valuesCotangent)
    {
        var problems = kept.Problems;
        Kept = kept;
        Solution = solution;
        ValuesCotangent = valuesCotangent;
        Lanes = solution.Lanes;
        Inputs = problems.Inputs;
        Times = problems.Times;
        _timeOffsets = problems.TimeOffsets;
    }

    /// <summary>The problems and θ.</summary>
    public KeptBatchWorkspace<T> Kept { get; }

    /// <summary>The solution, with its tape if the steps were recorded.</summary>
    public SolveWorkspace<T> Solution { get; }

    /// <summary>ȳ at the evaluation times; shape [Σ times, state].</summary>
    public ReadOnlySpan<T> ValuesCotangent { get; }

    /// <summary>How each example went; shape [examples].</summary>
    public ReadOnlySpan<LaneRecord> Lanes { get; }

    /// <summary>The inputs of the examples; shape [examples, inputs].</summary>
    public ReadOnlySpan<T> Inputs { get; }

    /// <summary>The evaluation times of all examples; shape [Σ times].</summary>
    public ReadOnlySpan<double> Times { get; }

    /// <summary>The examples that are meant; shape [examples], or empty for all.</summary>
    public ReadOnlySpan<bool> Selected { get; init; }

    /// <summary>
    /// True if an example is meant and has reached its end; one that failed contributes nothing.
    /// </summary>
    public bool Includes(int example) =>
        Lanes[example].Code == OutcomeCode.Finished && (Selected.IsEmpty || Selected[example]);

    /// <summary>Where the evaluation times of an example begin among those of all.</summary>
    public int FirstTimeOf(int example) => _timeOffsets.IsEmpty ? 0 : _timeOffsets[example];

    /// <summary>Where the evaluation times of an example end among those of all.</summary>
    public int EndOfTimesOf(int example) => _timeOffsets.IsEmpty ? 0 : _timeOffsets[example + 1];
}

/// <summary>A way to carry the cotangent of a solution back.</summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal interface IPullBack<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The bytes that were kept for the way back, beside the problems and their solution.</summary>
    long HeldBytes { get; }

    /// <summary>Carries the cotangent back.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cotangents">
    /// Receives a(t0), ū and the counts of each example that finished; all 0 before.
    /// </param>
    /// <param name="parametersCotangent">To which θ̄ is added; shape [parameters].</param>
    void Run(in PullBackRequest<T> request, CotangentsWorkspace<T> cotangents, Span<T> parametersCotangent);
}
