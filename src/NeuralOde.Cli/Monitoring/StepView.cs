using System.Collections.Immutable;
using System.Text.Json;
using NeuralOde.Actors.Reporting;
using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Monitoring;

/// <summary>One optimiser step, as the log tells of it.</summary>
internal sealed record StepView
{
    /// <summary>No step yet.</summary>
    public static StepView None { get; } = new();

    public DateTimeOffset At { get; init; }

    public long Version { get; init; }

    public double Loss { get; init; } = double.NaN;

    public double GradientNorm { get; init; } = double.NaN;

    public double Rate { get; init; } = double.NaN;

    public double ExamplesPerSecond { get; init; } = double.NaN;

    public double ElapsedMs { get; init; } = double.NaN;

    /// <summary>How long it took against all workers being busy all the time.</summary>
    public double MakespanOverIdeal { get; init; } = double.NaN;

    public Spread ForwardNfe { get; init; } = new(double.NaN, double.NaN, double.NaN, double.NaN);

    public Spread BackwardNfe { get; init; } = new(double.NaN, double.NaN, double.NaN, double.NaN);

    public long Examples { get; init; }

    public long Accepted { get; init; }

    public long Rejected { get; init; }

    public long Fallbacks { get; init; }

    /// <summary>The excluded examples, by kind.</summary>
    public ImmutableSortedDictionary<string, double> Failures { get; init; } = Nothing;

    /// <summary>The fraction of the step in which each worker did not solve.</summary>
    public ImmutableSortedDictionary<string, double> Idle { get; init; } = Nothing;

    /// <summary>The units that each worker solved.</summary>
    public ImmutableSortedDictionary<string, double> Units { get; init; } = Nothing;

    /// <summary>How many versions the oldest gradient in it was behind; NaN where none may be.</summary>
    public double Staleness { get; init; } = double.NaN;

    /// <summary>The gradients that came too late for it.</summary>
    public long Dropped { get; init; }

    private static ImmutableSortedDictionary<string, double> Nothing { get; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>The step that an event <see cref="LogTemplates.StepMeasured"/> tells of.</summary>
    public static StepView Of(LogRecord record)
    {
        var figures = record.Part("Figures");
        return new()
        {
            At = record.At,
            Version = record.Count("Version"),
            Loss = record.Number("Loss"),
            GradientNorm = record.Number("GradientNorm"),
            Rate = record.Number("Rate"),
            ExamplesPerSecond = record.Number("ExamplesPerSecond"),
            ElapsedMs = record.Number("ElapsedMs"),
            MakespanOverIdeal = LogRecord.Number(figures, nameof(LoggedStep.MakespanOverIdeal)),
            ForwardNfe = SpreadOf(figures, nameof(LoggedStep.ForwardNfe)),
            BackwardNfe = SpreadOf(figures, nameof(LoggedStep.BackwardNfe)),
            Examples = LogRecord.Count(figures, nameof(LoggedStep.Examples)),
            Accepted = LogRecord.Count(figures, nameof(LoggedStep.Accepted)),
            Rejected = LogRecord.Count(figures, nameof(LoggedStep.Rejected)),
            Fallbacks = LogRecord.Count(figures, nameof(LoggedStep.Fallbacks)),
            Failures = NumbersOf(figures, nameof(LoggedStep.Failures)),
            Idle = NumbersOf(figures, nameof(LoggedStep.Idle)),
            Units = NumbersOf(figures, nameof(LoggedStep.Units)),
            Staleness = LogRecord.Number(figures, "Staleness"),
            Dropped = LogRecord.Count(figures, "Dropped"),
        };
    }

    private static Spread SpreadOf(JsonElement figures, string name)
    {
        var part = PartOf(figures, name);
        return new(
            LogRecord.Number(part, nameof(Spread.Median)),
            LogRecord.Number(part, nameof(Spread.NinetiethPercentile)),
            LogRecord.Number(part, nameof(Spread.Maximum)),
            LogRecord.Number(part, nameof(Spread.Total)));
    }

    private static ImmutableSortedDictionary<string, double> NumbersOf(JsonElement figures, string name)
    {
        var part = PartOf(figures, name);
        return part.ValueKind == JsonValueKind.Object
            ? Nothing.AddRange(
                from one in part.EnumerateObject()
                where one.Value.ValueKind == JsonValueKind.Number
                select KeyValuePair.Create(one.Name, one.Value.GetDouble()))
            : Nothing;
    }

    private static JsonElement PartOf(JsonElement figures, string name) =>
        figures.ValueKind == JsonValueKind.Object && figures.TryGetProperty(name, out var part) ? part : default;
}
