using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Monitoring;

/// <summary>A validation.</summary>
internal sealed record ValidationView(DateTimeOffset At, long Version, double Loss, double Accuracy)
{
    public static ValidationView None { get; } = new(DateTimeOffset.MinValue, 0, double.NaN, double.NaN);

    public static ValidationView Of(LogRecord record) => new(
        record.At, record.Count("Version"), record.Number("Loss"),
        (double)record.Count("Correct") / record.Count("Classified"));
}

/// <summary>A server's claim to lead the run.</summary>
internal sealed record ClaimView(DateTimeOffset At, string Node, long Fence, long Version)
{
    public static ClaimView None { get; } = new(DateTimeOffset.MinValue, "", 0, 0);

    public static ClaimView Of(LogRecord record) =>
        new(record.At, record.Node, record.Count("Fence"), record.Count("Version")) { Mode = record.Text("Mode") };

    /// <summary>When its gradients are applied.</summary>
    public string Mode { get; init; } = "";
}

/// <summary>The end of the run.</summary>
internal sealed record EndView(DateTimeOffset At, string How, bool IsFailure)
{
    public static EndView None { get; } = new(DateTimeOffset.MinValue, "", IsFailure: false);

    public static EndView Of(LogRecord record) => record.Template == LogTemplates.RunFailed
        ? new(record.At, record.Text("Reason"), IsFailure: true)
        : new(record.At, record.Text("Ending"), IsFailure: false);
}

/// <summary>The newest checkpoint, and how many there were.</summary>
internal sealed record CheckpointView(DateTimeOffset At, long Version, double ElapsedMs, long Saved)
{
    public static CheckpointView None { get; } = new(DateTimeOffset.MinValue, 0, double.NaN, 0);

    public CheckpointView After(LogRecord record) => record.At >= At
        ? new(record.At, record.Count("Version"), record.Number("ElapsedMs"), Saved + 1)
        : this with { Saved = Saved + 1 };
}
