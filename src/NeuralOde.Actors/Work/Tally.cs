using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Work;

/// <summary>What was counted while micro-batches were solved. Sums of it follow the sum tree, so they have
/// one value.</summary>
public sealed record Tally
{
    /// <summary>The examples that count in the sums: those that did not fail.</summary>
    public long Examples { get; init; }

    /// <summary>The sum of their losses; in the unit of the loss.</summary>
    public double Loss { get; init; }

    /// <summary>How many of their observations were classified rightly; 0 where nothing is
    /// classified.</summary>
    public long Correct { get; init; }

    /// <summary>How many of their observations were classified.</summary>
    public long Classified { get; init; }

    /// <summary>The excluded examples, by the kind of their failure.</summary>
    public ValueArray<FailureCount> Failures { get; init; }

    /// <summary>Function evaluations of the forward solve of each example, in order; shape
    /// [examples].</summary>
    public ValueArray<int> ForwardNfe { get; init; }

    /// <summary>Function evaluations and pullbacks of the adjoint of each example, in order; shape
    /// [examples].</summary>
    public ValueArray<int> BackwardNfe { get; init; }

    /// <summary>The accepted steps.</summary>
    public long Accepted { get; init; }

    /// <summary>The rejected steps.</summary>
    public long Rejected { get; init; }

    /// <summary>The adjoints that were not exact enough and were taken again from checkpoints.</summary>
    public long Fallbacks { get; init; }

    /// <summary>The examples that failed.</summary>
    public long Failed => Failures.Sum(failure => failure.Count);

    /// <summary>The mean loss of the examples that count; NaN where there is none.</summary>
    public double MeanLoss => Loss / Examples;

    /// <summary>The sum of two siblings, the left one first.</summary>
    public static Tally Add(Tally left, Tally right) => new()
    {
        Examples = left.Examples + right.Examples,
        Loss = left.Loss + right.Loss,
        Correct = left.Correct + right.Correct,
        Classified = left.Classified + right.Classified,
        Failures = FailureCount.Add(left.Failures, right.Failures),
        ForwardNfe = [.. left.ForwardNfe, .. right.ForwardNfe],
        BackwardNfe = [.. left.BackwardNfe, .. right.BackwardNfe],
        Accepted = left.Accepted + right.Accepted,
        Rejected = left.Rejected + right.Rejected,
        Fallbacks = left.Fallbacks + right.Fallbacks,
    };
}
