using System.Globalization;
using System.Text.Json;
using Serilog.Events;
using Serilog.Parsing;

namespace NeuralOde.Runtime.Logging;

/// <summary>One line of a log, read back.</summary>
/// <param name="At">When it was written, by the clock of its node.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Template">Which event it is: one of <see cref="LogTemplates"/>.</param>
/// <param name="Message">The event in words.</param>
/// <param name="Properties">The values of the template's holes, and the context.</param>
public sealed record LogRecord(
    DateTimeOffset At, LogEventLevel Level, string Template, string Message, JsonElement Properties)
{
    /// <summary>The run that it belongs to; empty where it names none.</summary>
    public string Run => Text("Run") is var run && run != RunLog.NoRun.Name ? run : "";

    /// <summary>The property of an event that its writer only heard of, from the node that it happened at.</summary>
    public const string HeardName = "Heard";

    /// <summary>Whether it was written by somebody who heard of it: the node that it happened at has it too.</summary>
    public bool IsHeard => Part(HeardName).ValueKind == JsonValueKind.True;

    /// <summary>The machine and process that wrote it; empty where it names none.</summary>
    public string Node => Text("Node");

    /// <summary>The events of some lines; a line that is cut off or that others wrote is passed over.</summary>
    public static IEnumerable<LogRecord> Read(IEnumerable<string> lines) =>
        lines.Select(Parse).OfType<LogRecord>();

    /// <summary>The event that a line is, if it is one.</summary>
    public static LogRecord? Parse(string line)
    {
        if (!line.StartsWith('{')) return null;
        try
        {
            var entry = JsonElement.Parse(line);
            return new(
                entry.GetProperty("Timestamp").GetDateTimeOffset(),
                Enum.Parse<LogEventLevel>(entry.GetProperty(nameof(Level)).GetString()!),
                entry.GetProperty("MessageTemplate").GetString()!,
                MessageOf(entry),
                entry.TryGetProperty(nameof(Properties), out var properties) ? properties : entry);
        }
        catch (Exception fault) when (IsOfForm(fault))
        {
            return null;
        }
    }

    /// <summary>A number of the event; NaN where it is none, and for the texts "NaN" and "Infinity" that
    /// Serilog writes for what JSON does not know.</summary>
    public double Number(string name) => Number(Properties, name);

    /// <summary>A number of a part of the event; NaN where it is none.</summary>
    public static double Number(JsonElement part, string name) =>
        part.ValueKind == JsonValueKind.Object
        && part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : double.NaN;

    /// <summary>A whole number of the event; 0 where it is none.</summary>
    public long Count(string name) => Count(Properties, name);

    /// <summary>A whole number of a part of the event; 0 where it is none.</summary>
    public static long Count(JsonElement part, string name) =>
        Number(part, name) is var value && double.IsFinite(value) ? (long)value : 0;

    /// <summary>A text of the event; empty where it is none.</summary>
    public string Text(string name) =>
        Properties.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    /// <summary>A part of the event; undefined where there is none.</summary>
    public JsonElement Part(string name) => Properties.TryGetProperty(name, out var part) ? part : default;

    // A line may be JSON and no event, or cut off anywhere.
    private static bool IsOfForm(Exception fault) => fault
        is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException;

    // A configured log need not hold the message: the template and the properties make it again.
    private static string MessageOf(JsonElement entry)
    {
        if (entry.TryGetProperty("RenderedMessage", out var rendered)) return rendered.GetString() ?? "";
        var template = new MessageTemplateParser().Parse(entry.GetProperty("MessageTemplate").GetString()!);
        var values = entry.TryGetProperty(nameof(Properties), out var properties)
            ? properties.EnumerateObject().ToDictionary(
                one => one.Name, LogEventPropertyValue (one) => Value(one.Value), StringComparer.Ordinal)
            : [];
        return template.Render(values, CultureInfo.InvariantCulture);
    }

    private static ScalarValue Value(JsonElement value) => new ScalarValue(value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetUInt64(out var whole) => whole,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => value.GetRawText(),
    });
}
