using System.Text.Json;
using System.Text.Json.Nodes;

namespace NeuralOde.Cli.Bench.Goals;

/// <summary>What a measurement must reach. All goals stand in <c>goals.json</c>.</summary>
internal sealed record Goal
{
    private const string Resource = "goals.json";

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<Goal> All { get; } = Read();

    /// <summary>What is measured, in words.</summary>
    public required string What { get; init; }

    /// <summary>The benchmark that measures it.</summary>
    public required string Bench { get; init; }

    /// <summary>The number that counts; a name of <see cref="Measurement"/>'s metrics.</summary>
    public required string Metric { get; init; }

    /// <summary>Which rows count: each of these settings has one of these values.</summary>
    public required IReadOnlyDictionary<string, JsonNode[]> Where { get; init; }

    /// <summary>What must be reached.</summary>
    public required double Must { get; init; }

    /// <summary>What would be better still.</summary>
    public double? Stretch { get; init; }

    public required string Unit { get; init; }

    /// <summary>True for times and errors.</summary>
    public bool LessIsBetter { get; init; }

    /// <summary>The worst of the rows that count, or null where there is none.</summary>
    public double? Reached(IEnumerable<Measurement> measurements)
    {
        double[] values = [.. measurements.Where(Counts).Select(measurement => measurement.Value)];
        if (values.Length == 0) return null;
        return LessIsBetter ? values.Max() : values.Min();
    }

    /// <summary>True where a number is as good as another.</summary>
    public bool IsMet(double reached, double wanted) => LessIsBetter ? reached <= wanted : reached >= wanted;

    private bool Counts(Measurement measurement) =>
        measurement.Bench == Bench
        && measurement.Metric == Metric
        && Where.All(setting => setting.Value.Any(
            value => JsonNode.DeepEquals(value, measurement.Config[setting.Key])));

    private static Goal[] Read()
    {
        using var file = typeof(Goal).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize<Goal[]>(file, JsonSerializerOptions.Web)!;
    }
}
