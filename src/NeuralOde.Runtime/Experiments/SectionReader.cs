using System.Globalization;
using System.Reflection;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Makes the records of an experiment from JSON, and gathers every fault with its place.</summary>
internal sealed class SectionReader
{
    private readonly List<ExperimentError> _errors = [];
    private readonly Dictionary<string, TextPlace> _places = new(StringComparer.Ordinal);

    /// <summary>The faults found so far.</summary>
    public IReadOnlyList<ExperimentError> Errors => _errors;

    /// <summary>Where each field was written.</summary>
    public IReadOnlyDictionary<string, TextPlace> Places => _places;

    /// <summary>
    /// The record that a JSON object describes; the fields that are wrong have their defaults.
    /// </summary>
    /// <param name="type">The record, or the union.</param>
    /// <param name="standard">What it is when the file does not say, or null.</param>
    /// <param name="piece">The JSON.</param>
    /// <param name="path">The path of the field; empty for the whole file.</param>
    public object? Section(Type type, object? standard, JsonPiece piece, string path)
    {
        _places[path] = piece.Place;
        if (SectionShape.IsUnion(type))
        {
            return CaseOf(type, standard, piece, path) is var (one, others)
                ? Record(one, standard, others, path)
                : null;
        }

        return piece is JsonPiece.Fields fields
            ? Record(type, standard, fields, path)
            : Fault(piece.Place, path, $"expected an object with {Listed(type)}, found {piece.Found}.");
    }

    private object Record(Type type, object? standard, JsonPiece.Fields piece, string path)
    {
        var section = SectionShape.Default(type);
        var start = standard is not null && standard.GetType() == type ? standard : section;
        var shapes = SectionShape.Fields(type);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in piece.Entries)
        {
            var at = Join(path, entry.Name);
            if (!seen.Add(entry.Name))
            {
                _ = Fault(entry.Place, at, "the field stands here a second time.", "Keep one of them.");
            }
            else if (shapes.FirstOrDefault(shape => shape.Name == entry.Name) is not { } shape)
            {
                _ = Fault(entry.Place, at, "there is no such field here.", Suggest(entry.Name, shapes));
            }
            else if (Value(shape.Type, shape, shape.Property.GetValue(start), entry.Value, at) is { } value)
            {
                shape.Property.SetValue(section, value);
            }
        }

        foreach (var missing in shapes.Where(shape => shape.Field.Required && !seen.Contains(shape.Name)))
        {
            _ = Fault(piece.Place, Join(path, missing.Name), "the field is missing.", missing.Field.Description);
        }

        return section;
    }

    private (Type Case, JsonPiece.Fields Others)? CaseOf(Type union, object? standard, JsonPiece piece, string path)
    {
        var cases = SectionShape.Cases(union);
        var (kind, place, rest) = piece switch
        {
            JsonPiece.Text(var at, var name) => (name, at, new JsonPiece.Fields(at, [])),
            JsonPiece.Fields fields => Split(fields, standard),
            _ => (null, piece.Place, null),
        };
        if (rest is null)
        {
            _ = Fault(place, path, $"expected an object with a kind ({Either(cases.Keys)}), found {piece.Found}.");
        }
        else if (kind is null)
        {
            _ = Fault(
                place, Join(path, SectionShape.Kind),
                $"the field is missing or no text: expected {Either(cases.Keys)}.");
        }
        else if (!cases.TryGetValue(kind, out var one))
        {
            _ = Fault(place, Join(path, SectionShape.Kind), $"expected {Either(cases.Keys)}, found \"{kind}\".",
                Nearest(kind, cases.Keys));
        }
        else
        {
            return (one, rest);
        }

        return null;
    }

    private static (string? Kind, TextPlace Place, JsonPiece.Fields Others) Split(
        JsonPiece.Fields piece, object? standard)
    {
        var rest = piece with { Entries = [.. piece.Entries.Where(entry => entry.Name != SectionShape.Kind)] };
        return piece.Entries.FirstOrDefault(entry => entry.Name == SectionShape.Kind) switch
        {
            null => (standard is null ? null : SectionShape.Camel(standard.GetType().Name), piece.Place, rest),
            { Value: JsonPiece.Text text } => (text.Value, text.Place, rest),
            var other => (null, other.Place, rest),
        };
    }

    private object? Value(Type type, FieldShape shape, object? standard, JsonPiece piece, string path)
    {
        _places[path] = piece.Place;
        if (type == typeof(NamedNumber)) return null;
        if (SectionShape.ElementOf(type) is { } element) return Many(element, shape, piece, path);
        if (SectionShape.IsSection(type)) return Section(type, shape.Field.Required ? null : standard, piece, path);
        if (type.IsEnum) return Name(type, piece, path);
        if (type == typeof(string)) return Text(piece, path);
        if (type != typeof(bool)) return Number(type, shape.Field, piece, path);
        return piece is JsonPiece.Truth truth ? truth.Value : Wrong("true or false", piece, path);
    }

    // On the command line a shell eats quotes: there a number will do for a text.
    private object? Text(JsonPiece piece, string path) => piece switch
    {
        JsonPiece.Text(_, var text) => text,
        JsonPiece.Number({ Line: 0 }, var digits) => digits,
        _ => Wrong("a text in quotes", piece, path),
    };

    private object? Name(Type type, JsonPiece piece, string path)
    {
        var names = SectionShape.Names(type).ToArray();
        if (piece is not JsonPiece.Text text) return Wrong(Either(names), piece, path);
        var index = Array.IndexOf(names, text.Value);
        return index >= 0
            ? Enum.GetValues(type).GetValue(index)
            : Fault(
                piece.Place, path, $"expected {Either(names)}, found \"{text.Value}\".", Nearest(text.Value, names));
    }

    private object? Number(Type type, FieldAttribute field, JsonPiece piece, string path)
    {
        var expected = NumberText.Expected(type, field);
        if (piece is not JsonPiece.Number number
            || !double.TryParse(number.Digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !NumberText.Allows(field, value))
        {
            return Wrong(expected, piece, path);
        }

        if (type == typeof(double)) return value;
        if (!long.TryParse(number.Digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && !(Math.Abs(value) < 1e15 && value == Math.Floor(value)))
        {
            return Wrong(expected, piece, path);
        }

        whole = whole == 0 ? (long)value : whole;
        if (type == typeof(long)) return whole;
        return whole is >= int.MinValue and <= int.MaxValue
            ? (int)whole
            : Wrong($"{expected} below 2147483648", piece, path);
    }

    private object? Many(Type element, FieldShape shape, JsonPiece piece, string path)
    {
        var values = new List<object>();
        switch (piece)
        {
            case JsonPiece.Fields fields when element == typeof(NamedNumber):
                foreach (var entry in fields.Entries)
                {
                    var value = Number(typeof(double), shape.Field, entry.Value, Join(path, entry.Name));
                    if (value is double number) values.Add(new NamedNumber(entry.Name, number));
                }

                break;
            case JsonPiece.Items items when element != typeof(NamedNumber):
                for (var i = 0; i < items.Entries.Count; i++)
                {
                    var value = Value(element, shape, null, items.Entries[i], Join(path, $"{i}"));
                    if (value is not null) values.Add(value);
                }

                break;
            default:
                var expected = element == typeof(NamedNumber) ? "an object of names and numbers" : "an array";
                return Wrong(expected, piece, path);
        }

        if (values.Count == 0 && shape.Field.Required) return Wrong("at least one entry", piece, path);
        return FreezeMethod.MakeGenericMethod(element).Invoke(null, [values]);
    }

    private static readonly MethodInfo FreezeMethod =
        typeof(SectionReader).GetMethod(nameof(Freeze), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static ValueArray<T> Freeze<T>(List<object> values)
        where T : IEquatable<T> => new([.. values.Cast<T>()]);

    private object? Wrong(string expected, JsonPiece piece, string path) =>
        Fault(piece.Place, path, $"expected {expected}, found {piece.Found}.");

    private object? Fault(TextPlace place, string path, string what, string mend = "")
    {
        _errors.Add(new(place, path, what, mend));
        return null;
    }

    private static string Suggest(string name, FieldShape[] shapes) =>
        Nearest(name, shapes.Select(shape => shape.Name)) is { Length: > 0 } nearest
            ? nearest
            : shapes.Length == 0
                ? "It takes no fields."
                : $"Known here: {string.Join(", ", shapes.Select(shape => shape.Name))}.";

    private static string Nearest(string name, IEnumerable<string> names) =>
        NearestName.To(name, names) is { } nearest ? $"Did you mean \"{nearest}\"?" : "";

    private static string Either(IEnumerable<string> names) => string.Join(" or ", names.Select(name => $"\"{name}\""));

    private static string Listed(Type type) =>
        "the fields " + string.Join(", ", SectionShape.Fields(type).Take(4).Select(shape => shape.Name)) + ", …";

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
