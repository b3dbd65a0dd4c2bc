using System.Runtime.InteropServices;
using NeuralOde.Core.Models;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>What was counted while a micro-batch was solved.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MicroBatchStatistics
{
    /// <summary>The examples that count in the sums.</summary>
    public int Examples { get; init; }

    /// <summary>The sum of their losses; in the unit of the loss.</summary>
    public double Loss { get; init; }

    /// <summary>
    /// How many of their observations were classified rightly; 0 where nothing is classified.
    /// </summary>
    public int Correct { get; init; }

    /// <summary>How many of their observations were classified.</summary>
    public int Classified { get; init; }

    /// <summary>The examples left out because a solve needed too small a step.</summary>
    public int StepTooSmall { get; init; }

    /// <summary>The examples left out because a solve used up its steps.</summary>
    public int TooManySteps { get; init; }

    /// <summary>The examples left out because a solve met NaN or infinity.</summary>
    public int NotFinite { get; init; }

    /// <summary>
    /// The examples left out because their loss or the micro-batch's gradient was not finite.
    /// </summary>
    public int LossNotFinite { get; init; }

    /// <summary>
    /// Evaluations of vector fields in forward solves, those of examples left out included.
    /// </summary>
    public long NfeForward { get; init; }

    /// <summary>Evaluations of vector fields on the way back.</summary>
    public long NfeBackward { get; init; }

    /// <summary>Pullbacks of vector fields on the way back.</summary>
    public long Nvjp { get; init; }

    /// <summary>Accepted steps of forward solves.</summary>
    public long Accepted { get; init; }

    /// <summary>Rejected steps of forward solves.</summary>
    public long Rejected { get; init; }

    /// <summary>The solves whose way back was taken again from checkpoints.</summary>
    public int Fallbacks { get; init; }

    /// <summary>The examples that were left out.</summary>
    public int Failed => StepTooSmall + TooManySteps + NotFinite + LossNotFinite;

    /// <summary>The counts of examples, in their order.</summary>
    public static MicroBatchStatistics Of(ReadOnlySpan<ExampleRecord> records)
    {
        var counts = default(MicroBatchStatistics);
        foreach (ref readonly var record in records)
        {
            counts = record.IsGood ? counts.WithGood(record) : counts.WithFailed(record);
            counts = counts.WithWork(record);
        }

        return counts;
    }

    // An example without targets is no failure, but does not count.
    private MicroBatchStatistics WithGood(in ExampleRecord record) => this with
    {
        Examples = Examples + (record.Weight > 0 ? 1 : 0),
        Loss = Loss + record.Loss,
        Correct = Correct + record.Correct,
        Classified = Classified + record.Classified,
    };

    private MicroBatchStatistics WithFailed(in ExampleRecord record) => record.Code switch
    {
        OutcomeCode.Finished => this with { LossNotFinite = LossNotFinite + 1 },
        OutcomeCode.StepTooSmall => this with { StepTooSmall = StepTooSmall + 1 },
        OutcomeCode.TooManySteps => this with { TooManySteps = TooManySteps + 1 },
        OutcomeCode.NotFinite => this with { NotFinite = NotFinite + 1 },
        _ => throw Unreachable.Case(record.Code),
    };

    private MicroBatchStatistics WithWork(in ExampleRecord record) => this with
    {
        NfeForward = NfeForward + record.NfeForward,
        NfeBackward = NfeBackward + record.NfeBackward,
        Nvjp = Nvjp + record.Nvjp,
        Accepted = Accepted + record.Accepted,
        Rejected = Rejected + record.Rejected,
        Fallbacks = Fallbacks + record.Fallbacks,
    };
}
