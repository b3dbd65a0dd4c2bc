using System.Globalization;
using System.Text;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Changes fields of an experiment from the command line: <c>--set optimiser.rate=0.1</c>.</summary>
internal static class FieldChange
{
    /// <summary>Makes all changes, in order.</summary>
    /// <param name="piece">The experiment as JSON.</param>
    /// <param name="changes">
    /// Each a dotted path (entries of arrays by index from 0), <c>=</c>, and JSON or a bare text.
    /// </param>
    public static Result<JsonPiece, ExperimentError> ApplyAll(JsonPiece piece, IReadOnlyList<string> changes) =>
        changes.Aggregate(
            new Result<JsonPiece, ExperimentError>.Ok(piece) as Result<JsonPiece, ExperimentError>,
            (soFar, change) => soFar.Bind(current => Apply(current, change)));

    private static Result<JsonPiece, ExperimentError> Apply(JsonPiece piece, string change)
    {
        var place = TextPlace.Option($"--set {change}");
        var equals = change.IndexOf('=');
        return equals < 1
            ? new ExperimentError(place, "", "expected field=value.", "For example --set optimiser.rate=0.1.")
            : Put(piece, new(place, change[..equals].Split('.'), Parse(place, change[(equals + 1)..])), 0);
    }

    private static Result<JsonPiece, ExperimentError> Put(JsonPiece piece, Change change, int depth) => piece switch
    {
        _ when depth == change.Path.Length => change.Value,
        JsonPiece.Items items => PutItem(items, change, depth),
        JsonPiece.Fields fields => PutField(fields, change, depth),
        JsonPiece.Text kind => PutField(
            new(kind.Place, [new(SectionShape.Kind, kind.Place, kind)]), change, depth),
        _ => new ExperimentError(change.Place, Under(change, depth), $"this is {piece.Found} and has no fields."),
    };

    private static Result<JsonPiece, ExperimentError> PutItem(JsonPiece.Items items, Change change, int depth) =>
        int.TryParse(change.Path[depth], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < items.Entries.Count
            ? Put(items.Entries[index], change, depth + 1).Map(JsonPiece (value) =>
                items with { Entries = [.. items.Entries.Select((entry, i) => i == index ? value : entry)] })
            : new ExperimentError(change.Place, Under(change, depth),
                $"expected an index from 0 to {items.Entries.Count - 1}, found \"{change.Path[depth]}\".");

    private static Result<JsonPiece, ExperimentError> PutField(JsonPiece.Fields fields, Change change, int depth)
    {
        var name = change.Path[depth];
        var old = fields.Entries.FirstOrDefault(entry => entry.Name == name)?.Value
            ?? new JsonPiece.Fields(change.Place, []);
        return Put(old, change, depth + 1).Map(JsonPiece (value) => fields with
        {
            Entries = [.. fields.Entries.Where(entry => entry.Name != name), new(name, change.Place, value)],
        });
    }

    private static JsonPiece Parse(TextPlace place, string text) =>
        JsonPiece.Read(place.Source, Encoding.UTF8.GetBytes(text)).Match(
            piece => Placed(piece, place),
            _ => new JsonPiece.Text(place, text));

    private static JsonPiece Placed(JsonPiece piece, TextPlace place) => piece switch
    {
        JsonPiece.Fields fields => new JsonPiece.Fields(
            place, [.. fields.Entries.Select(entry => new JsonField(entry.Name, place, Placed(entry.Value, place)))]),
        JsonPiece.Items items => new JsonPiece.Items(place, [.. items.Entries.Select(entry => Placed(entry, place))]),
        _ => piece with { Place = place },
    };

    private static string Under(Change change, int depth) => string.Join('.', change.Path.Take(depth));

    private sealed record Change(TextPlace Place, string[] Path, JsonPiece Value);
}
