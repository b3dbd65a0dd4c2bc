using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NeuralOde.Cli.Results;

/// <summary>Writes results to standard output: a few lines for a person, one JSON object for a program.</summary>
internal static class ResultOutput
{
    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="json">Whether one line of JSON ends the output.</param>
    public static void Write(RunResult result, bool json)
    {
        foreach (var line in Lines(result)) Console.Out.WriteLine(line);
        if (json) Console.Out.WriteLine(Encoding.UTF8.GetString(Bytes(result)));
    }

    /// <summary>A result as one JSON object in UTF-8.</summary>
    public static byte[] Bytes(RunResult result)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable)) WriteJson(writer, result);
        return buffer.ToArray();
    }

    private static IEnumerable<string> Lines(RunResult result) =>
    [
        $"{result.Experiment.Name}: {result.Ended} after {result.Steps} steps",
        .. result.Parts.Select(Line),
        .. result.Paths.Select(path => $"  {path.Key,-12}{path.Value}"),
    ];

    private static string Line(PartMetrics part)
    {
        var accuracy = double.IsFinite(part.Accuracy) ? Text($"  accuracy {part.Accuracy:F4}") : "";
        var rmse = part.Rmse.Count > 0
            ? "  RMSE " + string.Join(", ", part.Rmse.Select(error => Text($"{error.Key} {error.Value:G4}")))
            : "";
        var failed = part.Failed > 0 ? Text($"  {part.Failed} failed") : "";
        return Text($"  {part.Part,-12}loss {part.Loss:G6}{accuracy}{rmse}  NFE {part.Nfe:F1}{failed}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static void WriteJson(Utf8JsonWriter writer, RunResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("experiment", result.Experiment.Name);
        writer.WriteNumber("seed", result.Experiment.Seed);
        writer.WriteString("ended", result.Ended);
        writer.WriteNumber("steps", result.Steps);
        WriteNumber(writer, "epochs", result.Epochs);
        WriteNumber(writer, "seconds", result.Seconds);
        WriteNumber(writer, "finalLoss", result.Parts[0].Loss);
        foreach (var part in result.Parts) WritePart(writer, part);
        WriteNumber(writer, "nfeForward", result.Parts[0].Nfe);
        WriteNumber(writer, "nfeBackward", result.NfeBackward);
        WriteIdle(writer, result);
        writer.WriteNumber("parameters", result.Parameters);
        writer.WriteString("parametersSha256", result.ParametersSha256);
        writer.WriteStartObject("paths");
        foreach (var (name, path) in result.Paths) writer.WriteString(name, path);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteIdle(Utf8JsonWriter writer, RunResult result)
    {
        if (result.Idle.Count == 0) return;
        WriteNumber(writer, "makespanOverIdeal", result.MakespanOverIdeal);
        writer.WriteStartObject("idle");
        foreach (var (worker, share) in result.Idle) WriteNumber(writer, worker, share);
        writer.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter writer, PartMetrics part)
    {
        WriteNumber(writer, part.Part + "Loss", part.Loss);
        if (double.IsFinite(part.Accuracy)) writer.WriteNumber(part.Part + "Accuracy", part.Accuracy);
        if (part.Rmse.Count > 0)
        {
            writer.WriteStartObject(part.Part + "Rmse");
            foreach (var (name, error) in part.Rmse) WriteNumber(writer, name, error);
            writer.WriteEndObject();
        }

        writer.WriteNumber(part.Part + "Examples", part.Examples);
        writer.WriteNumber(part.Part + "Failed", part.Failed);
    }

    // JSON has no NaN: what could not be measured is null.
    private static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }
}
