using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>What the header of a safetensors file says.</summary>
internal sealed record SafetensorsHeader(ValueArray<TensorPlace> Tensors, ValueArray<MetadataText> Texts)
{
    private const string MetadataName = "__metadata__";
    private const int Alignment = 8;

    /// <summary>The bytes of all tensors together.</summary>
    public long End => Tensors.Count == 0 ? 0 : Tensors[^1].End;

    /// <summary>The header as bytes, filled up with blanks so that tensors begin at multiples of 8.</summary>
    public static byte[] Text(ValueArray<MetadataText> texts, ValueArray<NamedArray> tensors)
    {
        var members = new List<string>
        {
            $"{Quoted(MetadataName)}:{{{string.Join(
                ',', texts.Select(text => $"{Quoted(text.Name)}:{Quoted(text.Value)}"))}}}",
        };
        var begin = 0L;
        foreach (var (name, values) in tensors)
        {
            var end = begin + values.Bytes.Count;
            members.Add($"{Quoted(name)}:{{\"dtype\":\"{NameOf(values.Type)}\","
                + $"\"shape\":[{string.Join(',', values.Shape)}],"
                + $"\"data_offsets\":[{begin},{end}]}}");
            begin = end;
        }

        var text = Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}");
        var padded = new byte[(text.Length + Alignment - 1) / Alignment * Alignment];
        padded.AsSpan().Fill((byte)' ');
        text.CopyTo(padded, 0);
        return padded;
    }

    /// <summary>Reads a header.</summary>
    public static Result<SafetensorsHeader, DataError> Parse(string file, ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes)) return Fault(file, "bytes that are no UTF-8 text");
        if (!JsonText.TryRead(Encoding.UTF8.GetString(bytes), out var at, out var value))
            return Fault(file, $"no JSON at letter {at}");
        if (value is not JsonValue.Members(var members)) return Fault(file, "no JSON object");
        if (members.GroupBy(member => member.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return new DataError.DuplicateName(file, "tensor", twice.Key);
        var texts = members.FirstOrDefault(member => member.Name == MetadataName)?.Value
            ?? new JsonValue.Members([]);
        if (texts is not JsonValue.Members(var entries) || entries.Any(entry => entry.Value is not JsonValue.Text))
            return Fault(file, $"{MetadataName} that is no object of texts");
        return members.Where(member => member.Name != MetadataName)
            .Traverse(member => Place(file, member))
            .Map(tensors => new SafetensorsHeader(
                [.. tensors],
                [.. entries.Select(entry => new MetadataText(entry.Name, ((JsonValue.Text)entry.Value).Value))]));
    }

    /// <summary>
    /// The same header with the tensors in the order of their bytes, if these follow one another.
    /// </summary>
    public Result<SafetensorsHeader, DataError> InOrder(string file)
    {
        TensorPlace[] ordered = [.. Tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)];
        var end = 0L;
        foreach (var tensor in ordered)
        {
            if (tensor.Begin != end)
            {
                return Fault(
                    file,
                    $"tensor \"{tensor.Name}\" at {tensor.Begin}, where {end} is the end of the one before");
            }

            end = tensor.End;
        }

        return this with { Tensors = Rows.Frozen(ordered) };
    }

    private static Result<TensorPlace, DataError> Place(string file, JsonMember member)
    {
        if (member.Value is not JsonValue.Members(var fields) || fields.Count != 3
            || Field(fields, "dtype") is not JsonValue.Text(var typeName)
            || Field(fields, "shape") is not JsonValue.Items(var axes)
            || Field(fields, "data_offsets") is not JsonValue.Items(var offsets))
        {
            return Fault(file, $"tensor \"{member.Name}\" without exactly dtype, shape and data_offsets");
        }

        if (TypeOf(typeName) is not { } type)
        {
            return Fault(file, $"tensor \"{member.Name}\" of type \"{typeName}\"");
        }
        long[] shape = [.. axes.Select(Whole)];
        long[] range = [.. offsets.Select(Whole)];
        if (shape.Length > DataLimits.Axes || shape.Any(axis => axis < 0) || range is not [>= 0 and var begin, var end])
            return Fault(file, $"tensor \"{member.Name}\" with a shape or offsets that are no whole numbers");
        var bytes = ArrayShape.Bytes(shape, type);
        return bytes >= 0 && end - begin == bytes
            ? new TensorPlace(member.Name, type, Rows.Frozen(shape), begin, end)
            : Fault(
                file, $"tensor \"{member.Name}\" of shape {ArrayShape.Text(shape)} in {end - begin} bytes");
    }

    private static JsonValue? Field(ValueArray<JsonMember> fields, string name) =>
        fields.FirstOrDefault(field => field.Name == name)?.Value;

    private static long Whole(JsonValue value) =>
        value is JsonValue.Word(var digits)
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : -1;

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static DataError.Malformed Fault(string file, string found) => new(
        file, 8, found, "a header of safetensors", "The file is damaged, or of another format: use an older copy.");

    private static string NameOf(ElementType type) => Names.First(pair => pair.Type == type).Name;

    private static ElementType? TypeOf(string name) =>
        Names.Where(pair => pair.Name == name).Select(pair => (ElementType?)pair.Type).FirstOrDefault();

    private static readonly (string Name, ElementType Type)[] Names =
    [
        ("BOOL", ElementType.Bool), ("U8", ElementType.UInt8), ("I8", ElementType.Int8), ("U16", ElementType.UInt16),
        ("I16", ElementType.Int16), ("U32", ElementType.UInt32), ("I32", ElementType.Int32),
        ("U64", ElementType.UInt64),
        ("I64", ElementType.Int64), ("F16", ElementType.Float16), ("BF16", ElementType.BFloat16),
        ("F32", ElementType.Float32), ("F64", ElementType.Float64),
    ];
}

/// <summary>Where a tensor stands in a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its elements are.</param>
/// <param name="Shape">Its axes.</param>
/// <param name="Begin">Its first byte, from the end of the header.</param>
/// <param name="End">The byte behind its last one.</param>
internal sealed record TensorPlace(
    string Name, ElementType Type, ValueArray<long> Shape, long Begin, long End);
