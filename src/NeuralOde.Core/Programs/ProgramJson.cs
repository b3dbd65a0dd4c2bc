using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs;

/// <summary>Programs as JSON, for model files, experiments and messages.</summary>
/// <remarks>
/// <code>
/// { "format": 1, "name": …, "inputs": [{ "name": …, "size": …, "shared": … }, …],
///   "nodes": [{ "op": "Input", "index": 0 }, { "op": "Slice", "start": 1, "length": 2, "of": [0] },
///             { "op": "Tanh", "of": [1] }, { "op": "Add", "of": [1, 2] }, …],
///   "outputs": [{ "name": …, "node": …, "summed": … }, …] }
/// </code>
/// An elementwise function is named as in <see cref="UnaryFunction"/> and
/// <see cref="BinaryFunction"/>, another operation as in <see cref="Operation"/>. Sizes follow from
/// the operations and are checked when it is read.
/// </remarks>
public static partial class ProgramJson
{
    /// <summary>The version of the format that is written and read.</summary>
    public const int Format = 1;

    /// <summary>The program as JSON, in one line.</summary>
    /// <param name="program">Any program.</param>
    public static string Write(Program program)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(
            buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("name", program.Name);
            Many(json, "inputs", program.Inputs, Write);
            Many(json, "nodes", program.Nodes, Write);
            Many(json, "outputs", program.Outputs, Write);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Many<T>(
        Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ProgramInput input)
    {
        json.WriteString("name", input.Name);
        json.WriteNumber("size", input.Size);
        json.WriteBoolean("shared", input.Shared);
    }

    private static void Write(Utf8JsonWriter json, ProgramOutput output)
    {
        json.WriteString("name", output.Name);
        json.WriteNumber("node", output.Node);
        json.WriteBoolean("summed", output.SummedOverLanes);
    }

    private static void Write(Utf8JsonWriter json, Node node)
    {
        json.WriteString("op", NameOf(node.Operation));
        if (node.Operation is Operation.Constant(var values))
        {
            json.WriteStartArray("values");
            foreach (var value in values) Write(json, value);
            json.WriteEndArray();
        }

        foreach (var (name, value) in Numbers(node.Operation)) json.WriteNumber(name, value);
        if (node.Arguments.Count == 0) return;
        json.WriteStartArray("of");
        foreach (var argument in node.Arguments) json.WriteNumberValue(argument);
        json.WriteEndArray();
    }

    /// <summary>
    /// The shortest digits that give the same bits; JSON has no NaN and no infinity, so those are texts.
    /// </summary>
    private static void Write(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteStringValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string NameOf(Operation operation) => operation switch
    {
        Operation.Unary(var function) => function.ToString(),
        Operation.Binary(var function) => function.ToString(),
        Operation.Pool(var function, _) => $"Window{function}",
        _ => operation.GetType().Name,
    };

    private static (string Name, int Value)[] Numbers(Operation operation) => operation switch
    {
        Operation.Input(var index) => [("index", index)],
        Operation.MatrixVector(var rows, var columns) => [("rows", rows), ("columns", columns)],
        Operation.TransposedMatrixVector(var rows, var columns) => [("rows", rows), ("columns", columns)],
        Operation.Broadcast(var size) => [("size", size)],
        Operation.Slice(var start, var length) => [("start", start), ("length", length)],
        Operation.Pad(var start, var size) => [("start", start), ("size", size)],
        Operation.Convolution(var size) => Numbers(size),
        Operation.TransposedConvolution(var size) => Numbers(size),
        Operation.ConvolutionOuter(var size) => Numbers(size),
        Operation.Pool(_, var grid) => Numbers(grid),
        Operation.Constant or Operation.Unary or Operation.Binary or Operation.Select or Operation.Outer
            or Operation.Sum or Operation.Dot or Operation.Concatenate => [],
        _ => throw Unreachable.Case(operation),
    };
}
