namespace NeuralOde.Actors.Dealing;

/// <summary>How work is cut and dealt. None of it changes a bit of the result.</summary>
public sealed record DealingRules
{
    private const double BytesOfMegabyte = 1e6;

    /// <summary>For workers in the server's own process: letters cost nothing and are never lost, so units
    /// may be small, and one that takes long is only slow.</summary>
    public static DealingRules InOneProcess { get; } = new()
    {
        LetterMs = 0.025,
        LetterMsPerMegabyte = 0.5,
        LettersPerUnit = 0,
        OverdueGraceMs = 600_000,
        SilenceMs = 600_000,
    };

    /// <summary>How long an answer keeps server and broker busy, beside its numbers; in milliseconds.</summary>
    public double LetterMs { get; init; } = 0.2;

    /// <summary>How long a megabyte of its numbers does; in milliseconds.</summary>
    public double LetterMsPerMegabyte { get; init; } = 2;

    /// <summary>Work is cut as long as the answers of all workers keep server and broker busy for no more than
    /// one part in so many of the time.</summary>
    public double SolvingPerLetter { get; init; } = 4;

    /// <summary>A unit takes at least as long as so many answers: few workers often share their cores with server and
    /// broker, and so each answer takes from solving what it costs.</summary>
    public double LettersPerUnit { get; init; } = 24;

    /// <summary>A unit is cut to 1/(this · slots) of what remains, so that all slots end at nearly the same time, also
    /// where one of them needs so many times as long as was predicted. Source: Hummel, Schonberg, Flynn, Factoring,
    /// Communications of the ACM 35 (1992).</summary>
    public double SharesPerSlot { get; init; } = 2;

    /// <summary>The units that a slot may have in hand: with 2 it has the next one when it ends
    /// one.</summary>
    public int CreditPerSlot { get; init; } = 2;

    /// <summary>A unit is overdue after this many times the work that was predicted for its credit.</summary>
    public double OverdueFactor { get; init; } = 3;

    /// <summary>What is added to that for the way there and back; in milliseconds.</summary>
    public double OverdueGraceMs { get; init; } = 100;

    /// <summary>A worker that wrote nothing for so long is taken for lost; in milliseconds.</summary>
    public double SilenceMs { get; init; } = 10_000;

    /// <summary>The time of one function evaluation before any was measured; in milliseconds.</summary>
    public double FirstMsPerEvaluation { get; init; } = 0.1;

    /// <summary>The run stops with the diagnosis when so many workers were lost at a unit; when fewer are
    /// there, and it threw at all of them, when it threw so often.</summary>
    public int FailuresPerUnit { get; init; } = 3;

    /// <summary>The rules where every answer carries a sum of gradients.</summary>
    /// <param name="bytes">The bytes of one.</param>
    public DealingRules Carrying(long bytes) =>
        this with { LetterMs = LetterMs + bytes / BytesOfMegabyte * LetterMsPerMegabyte };

    /// <summary>The least work that is dealt at once; in milliseconds.</summary>
    /// <param name="slots">The slots of all workers: the more there are, the more often answers come.</param>
    /// <param name="totalMs">The work of the whole round: a slot is dealt no more than its share.</param>
    public double LeastUnitMs(int slots, double totalMs) =>
        Math.Min(Math.Max(SolvingPerLetter * slots, LettersPerUnit) * LetterMs, totalMs / slots);
}
