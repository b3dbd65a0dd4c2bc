using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>Initial value problems of one field, as borrowed arrays; row-major, one row an example.</summary>
/// <typeparam name="T">The element type of states, inputs and tolerances' results.</typeparam>
public readonly ref struct ProblemBatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of examples.</summary>
    public required int Examples { get; init; }

    /// <summary>The initial states; shape [examples, state].</summary>
    public required ReadOnlySpan<T> Y0 { get; init; }

    /// <summary>What each example feeds the field beside its state; shape [examples, inputs].</summary>
    public ReadOnlySpan<T> Inputs { get; init; }

    /// <summary>The times of the initial states; shape [examples].</summary>
    public required ReadOnlySpan<double> T0 { get; init; }

    /// <summary>The ends, before or behind T0; shape [examples].</summary>
    public required ReadOnlySpan<double> T1 { get; init; }

    /// <summary>
    /// Where the evaluation times of each example begin; shape [examples + 1], or empty for none.
    /// </summary>
    public ReadOnlySpan<int> TimeOffsets { get; init; }

    /// <summary>
    /// The evaluation times of all examples, each ordered from its T0 to its T1, ends and duplicates allowed.
    /// </summary>
    public ReadOnlySpan<double> Times { get; init; }

    /// <summary>
    /// RelativeTolerance of each example; shape [examples], or empty for that of the options.
    /// </summary>
    public ReadOnlySpan<double> RelativeTolerances { get; init; }

    /// <summary>
    /// AbsoluteTolerance of each example; shape [examples], or empty for that of the options.
    /// </summary>
    public ReadOnlySpan<double> AbsoluteTolerances { get; init; }

    /// <summary>MaximumSteps of each example; shape [examples], or empty for that of the options.</summary>
    public ReadOnlySpan<int> MaximumSteps { get; init; }

    /// <summary>
    /// Where the frozen steps of each example begin; shape [examples + 1], or empty for adaptive steps.
    /// </summary>
    public ReadOnlySpan<int> StepOffsets { get; init; }

    /// <summary>
    /// The ends of frozen steps, which are taken as they are and never rejected. The last one of an example
    /// is where it ends; it may have none where T0 = T1.
    /// </summary>
    public ReadOnlySpan<double> StepEnds { get; init; }
}
