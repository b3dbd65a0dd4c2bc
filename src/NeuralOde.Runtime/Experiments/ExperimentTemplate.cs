using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NeuralOde.Core.Training.Experiments;

namespace NeuralOde.Runtime.Experiments;

/// <summary>
/// An experiment as a file to edit: every field stands there with its meaning, unit and choices.
/// </summary>
public static class ExperimentTemplate
{
    private const int Width = 110;

    /// <summary>The experiment as JSON with a comment above each field.</summary>
    public static string Write(Experiment experiment)
    {
        var text = new StringBuilder();
        Section(text, typeof(Experiment), experiment, "");
        return text.Append('\n').ToString();
    }

    private static void Section(StringBuilder text, Type type, object section, string indent)
    {
        var inner = indent + "  ";
        _ = text.Append("{\n");
        if (SectionShape.IsUnion(type))
        {
            var kinds = string.Join(", ", SectionShape.Cases(type).Keys);
            _ = text.Append($"{inner}// One of: {kinds}.\n");
            _ = text.Append($"{inner}\"{SectionShape.Kind}\": {Quoted(SectionShape.Camel(section.GetType().Name))},\n");
        }

        foreach (var field in SectionShape.Fields(section.GetType()))
        {
            Comment(text, Meaning(field), inner);
            _ = text.Append($"{inner}\"{field.Name}\": ");
            Value(text, field.Type, field.Property.GetValue(section)!, inner);
            _ = text.Append(",\n");
        }

        _ = text.Append($"{indent}}}");
    }

    private static void Value(StringBuilder text, Type type, object value, string indent)
    {
        if (SectionShape.ElementOf(type) is { } element
            && element != typeof(NamedNumber)
            && SectionShape.IsSection(element))
        {
            _ = text.Append("[\n");
            foreach (var item in (System.Collections.IEnumerable)value)
            {
                _ = text.Append($"{indent}  ");
                Section(text, element, item, indent + "  ");
                _ = text.Append(",\n");
            }

            _ = text.Append($"{indent}]");
        }
        else if (SectionShape.ElementOf(type) is null && SectionShape.IsSection(type))
        {
            Section(text, type, value, indent);
        }
        else
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, OneLine)) SectionWriter.Write(writer, type, value);
            _ = text.Append(Encoding.UTF8.GetString(buffer.ToArray()));
        }
    }

    private static string Meaning(FieldShape field)
    {
        var names = field.Type.IsEnum ? $" One of: {string.Join(", ", SectionShape.Names(field.Type))}." : "";
        var unit = field.Field.Unit == "no unit" ? "" : $" Unit: {field.Field.Unit}.";
        return field.Field.Description + names + unit;
    }

    private static void Comment(StringBuilder text, string meaning, string indent)
    {
        var line = $"{indent}//";
        foreach (var word in meaning.Split(' '))
        {
            if (line.Length + word.Length >= Width)
            {
                _ = text.Append(line).Append('\n');
                line = $"{indent}//";
            }

            line += $" {word}";
        }

        _ = text.Append(line).Append('\n');
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
