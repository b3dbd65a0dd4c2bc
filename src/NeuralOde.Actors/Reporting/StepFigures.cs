using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Reporting;

/// <summary>One optimiser step in figures.</summary>
public sealed record StepFigures
{
    /// <summary>The version that it made.</summary>
    public required Version Version { get; init; }

    /// <summary>The mean loss over its minibatch, with the parameters before it.</summary>
    public double Loss { get; init; }

    /// <summary>The 2-norm of the mean gradient before clipping.</summary>
    public double GradientNorm { get; init; }

    /// <summary>The rate of the optimiser.</summary>
    public double Rate { get; init; }

    /// <summary>The examples that counted.</summary>
    public long Examples { get; init; }

    /// <summary>How many of their observations were classified rightly.</summary>
    public long Correct { get; init; }

    /// <summary>How many of their observations were classified.</summary>
    public long Classified { get; init; }

    /// <summary>The function evaluations of the forward solves, over the examples.</summary>
    public required Spread ForwardNfe { get; init; }

    /// <summary>The function evaluations and pullbacks of the adjoints, over the examples.</summary>
    public required Spread BackwardNfe { get; init; }

    /// <summary>How many versions lie between the one that each micro-batch's gradient is based on and the one that
    /// it was applied to; all 0 where a step waits for its whole minibatch.</summary>
    public Spread Staleness { get; init; } = Spread.Of([]);

    /// <summary>The examples whose gradients came too late for it.</summary>
    public long Dropped { get; init; }

    /// <summary>The accepted steps.</summary>
    public long Accepted { get; init; }

    /// <summary>The rejected steps.</summary>
    public long Rejected { get; init; }

    /// <summary>The adjoints that fell back to checkpoints.</summary>
    public long Fallbacks { get; init; }

    /// <summary>The excluded examples, by kind.</summary>
    public ValueArray<FailureCount> Failures { get; init; }

    /// <summary>From dealing the first unit to the last sum; in milliseconds.</summary>
    public double ElapsedMs { get; init; }

    /// <summary>How long the step took against all workers being busy all the time with the same work; 1 is
    /// ideal, and 0 where nobody knows.</summary>
    public double MakespanOverIdeal { get; init; }

    /// <summary>Examples per second, of the time since the step before.</summary>
    public double ExamplesPerSecond { get; init; }

    /// <summary>The fraction of the step's time in which each worker did not solve.</summary>
    public ValueArray<IdleShare> Idle { get; init; }
}
