using System.Text.Json;
using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Reports;

/// <summary>What the log of a run tells of its steps.</summary>
/// <param name="Steps">The optimiser steps, by version; a step that was taken twice, after a resume, counts once.</param>
/// <param name="Failures">How many examples were excluded, by outcome.</param>
/// <param name="Examples">How many examples counted.</param>
internal sealed record RunHistory(
    IReadOnlyList<HistoryPoint> Steps, IReadOnlyDictionary<string, long> Failures, long Examples)
{
    /// <summary>Reads the lines of a log; a line that is cut off or that others wrote is passed over.</summary>
    public static RunHistory Read(IEnumerable<string> lines)
    {
        var steps = new SortedDictionary<long, Step>();
        var validations = new SortedDictionary<long, double>();
        foreach (var line in lines)
        {
            if (Parse(line) is not { } entry) continue;
            using (entry)
            {
                var properties = entry.RootElement.GetProperty("Properties");
                var version = properties.GetProperty("Version").GetInt64();
                if (properties.TryGetProperty("Figures", out var figures)) steps[version] = Step.Of(properties, figures);
                else validations[version] = Number(properties, "Loss");
            }
        }

        return new(
            [
                .. from version in steps.Keys.Union(validations.Keys).Order()
                   let step = steps.GetValueOrDefault(version, Step.None)
                   select new HistoryPoint(
                       version, step.Loss, validations.GetValueOrDefault(version, double.NaN), step.Forward, step.Backward),
            ],
            steps.Values.SelectMany(step => step.Failures).GroupBy(failure => failure.Key)
                .ToDictionary(kind => kind.Key, kind => kind.Sum(failure => failure.Value), StringComparer.Ordinal),
            steps.Values.Sum(step => step.Examples));
    }

    private static JsonDocument? Parse(string line)
    {
        if (!line.Contains("\"Version\":", StringComparison.Ordinal)) return null;
        JsonDocument entry;
        try
        {
            entry = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }

        if (entry.RootElement.TryGetProperty("MessageTemplate", out var template)
            && template.GetString() is LogTemplates.StepMeasured or LogTemplates.Validated)
        {
            return entry;
        }

        entry.Dispose();
        return null;
    }

    // Serilog writes numbers that JSON does not know as strings: "NaN", "Infinity".
    private static double Number(JsonElement properties, string name) =>
        properties.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : double.NaN;

    /// <summary>What one line of the log says of a step.</summary>
    private sealed record Step(
        double Loss, double Forward, double Backward, long Examples, IReadOnlyList<KeyValuePair<string, long>> Failures)
    {
        public static Step None { get; } = new(double.NaN, double.NaN, double.NaN, 0, []);

        public static Step Of(JsonElement properties, JsonElement figures)
        {
            var examples = figures.GetProperty(nameof(LoggedStep.Examples)).GetInt64();
            return new(
                Number(properties, "Loss"),
                Number(figures.GetProperty(nameof(LoggedStep.ForwardNfe)), "Total") / examples,
                Number(figures.GetProperty(nameof(LoggedStep.BackwardNfe)), "Total") / examples,
                examples,
                [
                    .. figures.GetProperty(nameof(LoggedStep.Failures)).EnumerateObject()
                        .Select(kind => KeyValuePair.Create(kind.Name, kind.Value.GetInt64())),
                ]);
        }
    }
}
