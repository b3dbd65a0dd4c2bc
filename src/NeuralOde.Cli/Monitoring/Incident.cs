using NeuralOde.Runtime.Logging;
using Serilog.Events;

namespace NeuralOde.Cli.Monitoring;

/// <summary>Something that went wrong or was mended.</summary>
/// <param name="At">When.</param>
/// <param name="Node">Who wrote of it.</param>
/// <param name="Kind">What, in two or three words; for counting.</param>
/// <param name="Message">What, in full.</param>
/// <param name="Weight">How much it matters.</param>
internal sealed record Incident(DateTimeOffset At, string Node, string Kind, string Message, LogEventLevel Weight)
{
    /// <summary>What an event is counted as; empty where it is nothing out of the ordinary.</summary>
    public static string KindOf(LogRecord record) => record.Template switch
    {
        LogTemplates.RunClaimed => "run claimed",
        LogTemplates.WorkerJoined => "worker joined",
        LogTemplates.WorkerLost => "worker lost",
        LogTemplates.WorkerRefused => "worker refused",
        LogTemplates.UnitOverdue => "unit overdue",
        LogTemplates.UnitFailed => "unit failed",
        LogTemplates.CheckpointFailed => "checkpoint failed",
        LogTemplates.ExamplesExcluded => "examples excluded",
        LogTemplates.RunFailed => "run failed",
        LogTemplates.RunEnded => "run ended",
        LogTemplates.BrokerLost => "broker lost",
        LogTemplates.LetterRefused => "letter refused",
        _ when record.Level >= LogEventLevel.Warning => "other",
        _ => "",
    };

    public static Incident Of(LogRecord record) =>
        new(record.At, record.Node, KindOf(record), record.Message, record.Level);
}
