namespace NeuralOde.Actors.Dealing;

/// <summary>How work is cut and dealt. None of it changes a bit of the result.</summary>
public sealed record DealingRules
{
    /// <summary>For workers in the server's own process: letters cost nothing and are never lost, so units
    /// may be small, and one that takes long is only slow.</summary>
    public static DealingRules InOneProcess { get; } = new()
    {
        MinimumUnitMs = 0.2,
        OverdueGraceMs = 600_000,
        SilenceMs = 600_000,
    };

    /// <summary>Work below this is not cut further; in milliseconds. On a network 20, where a letter costs
    /// nothing less.</summary>
    public double MinimumUnitMs { get; init; } = 20;

    /// <summary>A unit is cut to 1/(this · slots) of what remains, so that all slots end at nearly the same
    /// time.</summary>
    public double SharesPerSlot { get; init; } = 3;

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
}
