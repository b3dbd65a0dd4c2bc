using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Monitoring;

/// <summary>One worker, as the log tells of it.</summary>
/// <param name="Name">The worker.</param>
internal sealed record WorkerView(string Name)
{
    /// <summary>Whether it is there, by the newest event of it.</summary>
    public Presence Presence { get; init; }

    /// <summary>When that event happened.</summary>
    public DateTimeOffset Since { get; init; }

    public long Slots { get; init; }

    /// <summary>How often it was there anew.</summary>
    public long Joined { get; init; }

    public long Lost { get; init; }

    /// <summary>The units that it solved.</summary>
    public long Units { get; init; }

    /// <summary>The units that were overdue or failed.</summary>
    public long Trouble { get; init; }

    /// <summary>The worker after one more event of it.</summary>
    public WorkerView After(LogRecord record) => record.Template switch
    {
        LogTemplates.WorkerJoined =>
            Seen(record, Presence.There) with { Joined = Joined + 1, Slots = record.Count("Slots") },
        LogTemplates.WorkerLost => Seen(record, Presence.Lost) with { Lost = Lost + 1 },
        LogTemplates.WorkerRefused => Seen(record, Presence.Refused),
        LogTemplates.UnitOverdue or LogTemplates.UnitFailed => this with { Trouble = Trouble + 1 },
        _ => this,
    };

    // Files are read one after another: an older event does not undo a newer one.
    private WorkerView Seen(LogRecord record, Presence presence) =>
        record.At >= Since ? this with { Presence = presence, Since = record.At } : this;
}

/// <summary>Whether a worker is there.</summary>
internal enum Presence
{
    Unknown,
    There,
    Lost,
    Refused,
}
