using System.Globalization;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;

namespace NeuralOde.Runtime.Equations;

/// <summary>The fields of a problem file; every fault names file, line, field and mend.</summary>
internal sealed class EquationFields
{
    private readonly Dictionary<string, JsonField> _fields;

    private EquationFields(JsonPiece.Fields fields)
    {
        Place = fields.Place;
        _fields = fields.Entries.ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>Where the file begins.</summary>
    public TextPlace Place { get; }

    /// <summary>The fields of an object that has none twice and none with another name.</summary>
    public static Result<EquationFields, ExperimentError> Of(
        JsonPiece piece, string[] used, string[] informal)
    {
        if (piece is not JsonPiece.Fields fields)
        {
            return new ExperimentError(
                piece.Place, "", $"expected an object with equations, y0, t0 and t1, found {piece.Found}.");
        }

        var twice =
            fields.Entries.GroupBy(field => field.Name).FirstOrDefault(same => same.Count() > 1)?.Last();
        var stranger = fields.Entries.FirstOrDefault(
            field => !used.Contains(field.Name) && !informal.Contains(field.Name));
        return (twice, stranger) switch
        {
            ({ } field, _) => new ExperimentError(
                field.Place, field.Name, "the field stands here a second time.", "Keep one of them."),
            (_, { } field) => new ExperimentError(
                field.Place, field.Name, "there is no such field here.", Suggest(field.Name, used)),
            _ => new EquationFields(fields),
        };
    }

    /// <summary>True when the field is there.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>A fault of a field.</summary>
    public ExperimentError Error(string name, string what, string mend = "") =>
        new(_fields.TryGetValue(name, out var field) ? field.Value.Place : Place, name, what, mend);

    /// <summary>A number that must be there.</summary>
    public Result<double, ExperimentError> Number(string name) =>
        Required(name).Bind(piece => Number(piece, name, []));

    /// <summary>
    /// A number above 0: the one that replaces it if any, else the file's, else the standard.
    /// </summary>
    public Result<double, ExperimentError> PositiveOr(
        string name, double standard, double? replacing = null) =>
        replacing is { } number ? Positive(number, name)
        : Has(name) ? Number(name).Bind(written => Positive(written, name))
        : standard;

    /// <summary>A text, or what stands for it.</summary>
    public Result<string, ExperimentError> TextOr(string name, string standard) =>
        !_fields.TryGetValue(name, out var field) ? standard
        : field.Value is JsonPiece.Text text ? text.Value
        : Error(name, $"expected a text in quotes, found {field.Value.Found}.");

    /// <summary>Texts that must be there.</summary>
    public Result<IReadOnlyList<JsonPiece.Text>, ExperimentError> Texts(string name) =>
        Items(name).Bind(items => items.Traverse(item => Text(item, name)));

    /// <summary>Numbers, or what stands for them.</summary>
    public Result<IReadOnlyList<double>, ExperimentError> NumbersOr(
        string name, IReadOnlyList<double> standard) =>
        Has(name) ? Numbers(name, []) : new Result<IReadOnlyList<double>, ExperimentError>.Ok(standard);

    /// <summary>Numbers that must be there, or names of numbers.</summary>
    public Result<IReadOnlyList<double>, ExperimentError> Numbers(
        string name, IReadOnlyList<KeyValuePair<string, double>> known) =>
        Items(name).Bind(items => items.Traverse(item => Number(item, name, known)));

    /// <summary>Names with numbers; none if the field is left out.</summary>
    public Result<IReadOnlyList<KeyValuePair<string, double>>, ExperimentError> NamedNumbers(string name) =>
        !_fields.TryGetValue(name, out var field)
            ? new Result<IReadOnlyList<KeyValuePair<string, double>>, ExperimentError>.Ok([])
            : field.Value is JsonPiece.Fields fields
                ? fields.Entries.Traverse(entry => Named(entry, name))
                : Error(name, $"expected an object of names and numbers, found {field.Value.Found}.");

    private static Result<KeyValuePair<string, double>, ExperimentError> Named(
        JsonField entry, string name) =>
        Number(entry.Value, $"{name}.{entry.Name}", []).Map(value => KeyValuePair.Create(entry.Name, value));

    private Result<IReadOnlyList<JsonPiece>, ExperimentError> Items(string name) =>
        Required(name).Bind(piece => Items(piece, name));

    private static Result<IReadOnlyList<JsonPiece>, ExperimentError> Items(JsonPiece piece, string name) =>
        piece is JsonPiece.Items items
            ? new Result<IReadOnlyList<JsonPiece>, ExperimentError>.Ok(items.Entries)
            : new ExperimentError(piece.Place, name, $"expected an array, found {piece.Found}.");

    private static Result<JsonPiece.Text, ExperimentError> Text(JsonPiece piece, string name) =>
        piece is JsonPiece.Text text
            ? text
            : new ExperimentError(piece.Place, name, $"expected an equation in quotes, found {piece.Found}.");

    private Result<double, ExperimentError> Positive(double number, string name) =>
        number > 0
            ? number
            : Error(
                name, "expected a number above 0.", "Raise it, or leave it out, also on the command line.");

    private Result<JsonPiece, ExperimentError> Required(string name) =>
        _fields.TryGetValue(name, out var field)
            ? field.Value
            : Error(name, "the field is missing.", $"Add \"{name}\": ….");

    private static Result<double, ExperimentError> Number(
        JsonPiece piece, string path, IReadOnlyList<KeyValuePair<string, double>> known)
    {
        var text = piece switch
        {
            JsonPiece.Number(_, var digits) => digits,
            JsonPiece.Text(_, var written) => written,
            _ => "",
        };
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value))
        {
            return value;
        }

        var names = known.Select(pair => pair.Key).ToArray();
        var index = Array.IndexOf(names, text);
        if (index >= 0) return known[index].Value;
        var nearest = NearestName.To(text, names);
        return new ExperimentError(
            piece.Place,
            path,
            $"expected a finite number{(names.Length == 0 ? "" : " or a parameter's name")}, found {piece.Found}.",
            nearest is null ? "" : $"Did you mean \"{nearest}\"?");
    }

    private static string Suggest(string name, string[] used) =>
        NearestName.To(name, used) is { } nearest
            ? $"Did you mean \"{nearest}\"?"
            : $"Known here: {string.Join(", ", used)}.";
}
