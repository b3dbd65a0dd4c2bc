using System.Text.Json;
using NeuralOde.Core.Training.Experiments;

namespace NeuralOde.Runtime.Experiments;

/// <summary>
/// What differs between the experiment that a run began with and the one it shall go on with.
/// </summary>
public static class ExperimentChanges
{
    /// <summary>The fields that may change between a run and its resumption, since the bits of the steps that were
    /// taken do not depend on them: how long to train, when to stop and to save, and what is shown.</summary>
    public static IReadOnlyList<string> Free { get; } =
    [
        "name", "description", "training.steps", "training.epochs", "training.validateEvery", "training.patience",
        "training.checkpoint", "report",
    ];

    /// <summary>The changed fields that a resumption refuses, each with its old and its new value.</summary>
    public static IReadOnlyList<FieldDifference> Between(Experiment before, Experiment after)
    {
        var leaves = Settings(before).ToDictionary(leaf => leaf.Path, leaf => leaf.Text);
        var others = Settings(after).ToDictionary(leaf => leaf.Path, leaf => leaf.Text);
        return
        [
            .. from path in leaves.Keys.Union(others.Keys)
               let was = leaves.GetValueOrDefault(path, "nothing")
               let shall = others.GetValueOrDefault(path, "nothing")
               where was != shall && !IsFree(path, before)
               select new FieldDifference(path, was, shall),
        ];
    }

    /// <summary>All fields of an experiment by path, each with its value as JSON.</summary>
    public static IReadOnlyList<(string Path, string Text)> Settings(Experiment experiment)
    {
        using var document = JsonDocument.Parse(ExperimentJson.Write(experiment));
        return [.. Leaves("", document.RootElement)];
    }

    /// <remarks>A cosine that ends with the training bends every step when the training becomes longer.</remarks>
    private static bool IsFree(string path, Experiment before) =>
        Free.Any(free => path == free || path.StartsWith(free + ".", StringComparison.Ordinal))
        && !(before.Schedule is ScheduleSection.Cosine { Steps: 0 } && path is ("training.steps" or "training.epochs"));

    private static IEnumerable<(string Path, string Text)> Leaves(
        string path, JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject()
                .SelectMany(field => Leaves(path.Length == 0 ? field.Name : $"{path}.{field.Name}", field.Value)),
            JsonValueKind.Array when element.EnumerateArray().Any(entry => entry.ValueKind == JsonValueKind.Object) =>
                element.EnumerateArray().SelectMany((entry, i) => Leaves($"{path}.{i}", entry)),
            JsonValueKind.Array =>
                [(path, $"[{string.Join(", ", element.EnumerateArray().Select(entry => entry.GetRawText()))}]")],
            _ => [(path, element.GetRawText())],
        };
}

/// <summary>A field whose value has changed.</summary>
/// <param name="Path">The field, such as <c>optimiser.rate</c>.</param>
/// <param name="Before">Its value in the run, as JSON.</param>
/// <param name="After">Its value now, as JSON.</param>
public sealed record FieldDifference(string Path, string Before, string After)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path} was {Before} and is now {After}";
}
