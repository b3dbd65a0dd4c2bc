using System.Text.Json;
using NeuralOde.Runtime.Experiments;
using Xunit;

namespace NeuralOde.Runtime.Tests.Experiments;

public sealed class ExperimentSchemaTests
{
    [Fact]
    public void Every_field_has_a_description_and_a_default_or_is_required()
    {
        using var schema = JsonDocument.Parse(ExperimentSchema.Write());

        var fields = Objects(schema.RootElement)
            .SelectMany(item => item.GetProperty("properties").EnumerateObject(), (item, field) => (item, field))
            .Where(pair => !pair.field.Value.TryGetProperty("const", out _))
            .ToArray();

        Assert.True(fields.Length > 60);
        Assert.All(fields, pair => Assert.True(
            pair.field.Value.GetProperty("description").GetString()!.EndsWith('.')
            && (pair.field.Value.TryGetProperty("default", out _)
                || pair.item.GetProperty("required").EnumerateArray().Any(
                    name => name.GetString() == pair.field.Name)),
            pair.field.Name));
    }

    private static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Objects(field.Value))
            .Concat(element.TryGetProperty("properties", out var inner) && inner.ValueKind == JsonValueKind.Object
                && element.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
                ? [element] : []),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };
}
