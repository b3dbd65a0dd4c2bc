using NeuralOde.Actors.Reporting;

namespace NeuralOde.Runtime.Logging;

/// <summary>The figures of a step that stand in the log beside its template.</summary>
/// <param name="step">The step.</param>
public sealed class LoggedStep(StepFigures step)
{
    /// <summary>The examples that counted.</summary>
    public long Examples => step.Examples;

    /// <summary>How many observations were classified rightly.</summary>
    public long Correct => step.Correct;

    /// <summary>Function evaluations of the forward solves.</summary>
    public Spread ForwardNfe => step.ForwardNfe;

    /// <summary>Function evaluations and pullbacks of the adjoints.</summary>
    public Spread BackwardNfe => step.BackwardNfe;

    /// <summary>How many versions the oldest gradient in it was behind.</summary>
    public double Staleness => step.Staleness.Maximum;

    /// <summary>The same over its micro-batches.</summary>
    public Spread StalenessOfGradients => step.Staleness;

    /// <summary>The examples whose gradients came too late for it.</summary>
    public long Dropped => step.Dropped;

    /// <summary>The accepted steps.</summary>
    public long Accepted => step.Accepted;

    /// <summary>The rejected steps.</summary>
    public long Rejected => step.Rejected;

    /// <summary>The adjoints that fell back to checkpoints.</summary>
    public long Fallbacks => step.Fallbacks;

    /// <summary>The excluded examples, by kind.</summary>
    public IReadOnlyDictionary<string, long> Failures =>
        step.Failures.ToDictionary(failure => failure.Kind, failure => failure.Count, StringComparer.Ordinal);

    /// <summary>How long the step took against all workers being busy all the time; 1 is ideal.</summary>
    public double MakespanOverIdeal => step.MakespanOverIdeal;

    /// <summary>The fraction of the step's time in which each worker did not solve.</summary>
    public IReadOnlyDictionary<string, double> Idle =>
        step.Idle.ToDictionary(idle => idle.Worker.Name, idle => idle.Share, StringComparer.Ordinal);

    /// <summary>The units that each worker solved.</summary>
    public IReadOnlyDictionary<string, int> Units =>
        step.Idle.ToDictionary(idle => idle.Worker.Name, idle => idle.Units, StringComparer.Ordinal);
}
