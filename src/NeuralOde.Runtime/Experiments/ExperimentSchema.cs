using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NeuralOde.Core.Training.Experiments;

namespace NeuralOde.Runtime.Experiments;

/// <summary>The published JSON schema of experiment files, for editors and other programs.</summary>
/// <remarks>Made from the same records that the reader goes by. Draft 2020-12 of JSON Schema.</remarks>
public static class ExperimentSchema
{
    /// <summary>The schema as JSON.</summary>
    public static string Write()
    {
        var schema = Section(typeof(Experiment));
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Experiment of NeuralOde.Distributed");
        return schema.ToJsonString(Readable);
    }

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static JsonObject Section(Type type)
    {
        if (!SectionShape.IsUnion(type)) return Record(type, null);
        var cases = SectionShape.Cases(type);
        JsonNode[] named = [new JsonObject { ["enum"] = Names(cases.Keys) }];
        return new() { ["anyOf"] = new JsonArray([.. named, .. cases.Select(one => Record(one.Value, one.Key))]) };
    }

    private static JsonObject Record(Type type, string? kind)
    {
        var standard = SectionShape.Default(type);
        var fields = SectionShape.Fields(type);
        var properties = new JsonObject();
        if (kind is not null) properties.Add(SectionShape.Kind, new JsonObject { ["const"] = kind });
        foreach (var field in fields) properties.Add(field.Name, Field(field, field.Property.GetValue(standard)!));

        var required = fields.Where(field => field.Field.Required).Select(field => field.Name);
        return new()
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = Names(required),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Field(FieldShape field, object standard)
    {
        var schema = Value(field.Type, field.Field);
        schema.Insert(0, "description", field.Field.Unit == "no unit"
            ? field.Field.Description
            : $"{field.Field.Description} Unit: {field.Field.Unit}.");
        if (!field.Field.Required) schema.Add("default", Json(field.Type, standard));
        return schema;
    }

    private static JsonObject Value(Type type, FieldAttribute field) => type switch
    {
        _ when type == typeof(string) => new() { ["type"] = "string" },
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ when type == typeof(double) => Number("number", field),
        _ when type == typeof(int) || type == typeof(long) => Number("integer", field),
        _ when type.IsEnum => new() { ["enum"] = Names(SectionShape.Names(type)) },
        _ when SectionShape.ElementOf(type) == typeof(NamedNumber) =>
            new() { ["type"] = "object", ["additionalProperties"] = Number("number", field) },
        _ when SectionShape.ElementOf(type) is { } element =>
            new() { ["type"] = "array", ["items"] = Value(element, field) },
        _ => Section(type),
    };

    private static JsonObject Number(string type, FieldAttribute field)
    {
        var schema = new JsonObject { ["type"] = type };
        if (double.IsFinite(field.AtLeast)) schema.Add("minimum", field.AtLeast);
        if (double.IsFinite(field.Above)) schema.Add("exclusiveMinimum", field.Above);
        if (double.IsFinite(field.AtMost)) schema.Add("maximum", field.AtMost);
        if (double.IsFinite(field.Below)) schema.Add("exclusiveMaximum", field.Below);
        return schema;
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];

    private static JsonNode? Json(Type type, object value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) SectionWriter.Write(writer, type, value);
        return JsonNode.Parse(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
