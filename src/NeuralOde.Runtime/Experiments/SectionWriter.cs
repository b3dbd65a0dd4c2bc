using System.Collections;
using System.Text.Json;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Writes the records of an experiment as JSON, every field said.</summary>
internal static class SectionWriter
{
    /// <summary>Writes a value.</summary>
    /// <param name="writer">Receives the JSON.</param>
    /// <param name="type">The type of the field that holds the value.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, Type type, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case int or long:
                writer.WriteNumberValue(Convert.ToInt64(value, null));
                break;
            case Enum name:
                writer.WriteStringValue(SectionShape.Camel(name.ToString()));
                break;
            case ValueArray<NamedNumber> numbers:
                WriteNumbers(writer, numbers);
                break;
            case IEnumerable items:
                WriteItems(writer, SectionShape.ElementOf(type)!, items);
                break;
            default:
                WriteSection(writer, type, value);
                break;
        }
    }

    private static void WriteSection(Utf8JsonWriter writer, Type type, object section)
    {
        writer.WriteStartObject();
        if (SectionShape.IsUnion(type))
        {
            writer.WriteString(SectionShape.Kind, SectionShape.Camel(section.GetType().Name));
        }

        foreach (var field in SectionShape.Fields(section.GetType()))
        {
            writer.WritePropertyName(field.Name);
            Write(writer, field.Type, field.Property.GetValue(section)!);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, Type element, IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items) Write(writer, element, item);
        writer.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, ValueArray<NamedNumber> numbers)
    {
        writer.WriteStartObject();
        foreach (var (name, number) in numbers) writer.WriteNumber(name, number);
        writer.WriteEndObject();
    }
}
