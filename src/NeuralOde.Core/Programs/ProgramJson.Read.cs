using System.Globalization;
using System.Text.Json;
using NeuralOde.Core.Programs.Rules;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs;

public static partial class ProgramJson
{
    /// <summary>
    /// Reads a program and checks all of it: a damaged one gives an error, never a wrong program.
    /// </summary>
    /// <param name="json">What <see cref="Write(Program)"/> wrote, parsed.</param>
    public static Result<Program, ProgramError> Read(JsonElement json) =>
        from format in Whole(json, "format", "format")
        from known in Known(format)
        from name in Text(json, "name", "name")
        from inputs in Items(json, "inputs", ReadInput)
        from nodes in ReadNodes(json, inputs)
        from outputs in Items(json, "outputs", (item, path) => ReadOutput(item, path, nodes.Count))
        select new Program(name, [.. inputs], [.. nodes], [.. outputs]);

    private static Result<int, ProgramError> Known(int format) =>
        format == Format
            ? format
            : new ProgramError.WrongVersion(format.ToString(CultureInfo.InvariantCulture), Format);

    private static Result<ProgramInput, ProgramError> ReadInput(JsonElement json, string path) =>
        from name in Text(json, "name", path)
        from size in Whole(json, "size", path)
        from shared in Truth(json, "shared", path)
        select new ProgramInput(name, size, shared);

    private static Result<ProgramOutput, ProgramError> ReadOutput(JsonElement json, string path, int nodes) =>
        from name in Text(json, "name", path)
        from node in Whole(json, "node", path).Bind(index => Below(index, nodes, $"{path}.node"))
        from summed in Truth(json, "summed", path)
        select new ProgramOutput(name, node, summed);

    private static Result<List<Node>, ProgramError> ReadNodes(
        JsonElement json, IReadOnlyList<ProgramInput> inputs)
    {
        var nodes = new List<Node>();
        return Items(json, "nodes", (item, path) => ReadNode(item, path, inputs, nodes).Map(node =>
        {
            nodes.Add(node);
            return node;
        })).Map(_ => nodes);
    }

    private static Result<Node, ProgramError> ReadNode(
        JsonElement json, string path, IReadOnlyList<ProgramInput> inputs, List<Node> before) =>
        from name in Text(json, "op", path)
        from operation in ReadOperation(json, path, before.Count, name)
        from arguments in json.TryGetProperty("of", out _)
            ? Items(json, "of", (item, at) => Whole(item, at).Bind(index => Below(index, before.Count, at)))
            : new Result<IReadOnlyList<int>, ProgramError>.Ok([])
        from size in operation is Operation.Input(var index)
            ? Below(index, inputs.Count, $"{path}.index").Map(input => inputs[input].Size)
            : Size(operation, [.. arguments.Select(argument => before[argument].Size)], before.Count)
        select new Node(operation, [.. arguments], size);

    private static Result<int, ProgramError> Size(Operation operation, int[] sizes, int node)
    {
        var rule = OperationRule.For(operation);
        return rule.Fits(sizes)
            ? rule.Size(sizes)
            : new ProgramError.WrongShape(
                node, $"{rule.Name} needs {rule.Need}, but got {Misfit.Text(sizes)}");
    }

    private static Result<Operation, ProgramError> ReadOperation(
        JsonElement json, string path, int node, string name) =>
        name switch
        {
            "Input" => Whole(json, "index", path).Map(index => (Operation)new Operation.Input(index)),
            "Constant" => Items(json, "values", Number).Map(
                values => (Operation)new Operation.Constant([.. values])),
            "Select" => new Operation.Select(),
            "Outer" => new Operation.Outer(),
            "Sum" => new Operation.Sum(),
            "Dot" => new Operation.Dot(),
            "Concatenate" => new Operation.Concatenate(),
            "MatrixVector" =>
                Two(json, path, "rows", "columns", (rows, columns) => new Operation.MatrixVector(rows, columns)),
            "TransposedMatrixVector" => Two(
                json,
                path,
                "rows",
                "columns",
                (rows, columns) => new Operation.TransposedMatrixVector(rows, columns)),
            "Broadcast" => Whole(json, "size", path).Map(size => (Operation)new Operation.Broadcast(size)),
            "Slice" => Two(json, path, "start", "length", (start, length) => new Operation.Slice(start, length)),
            "Pad" => Two(json, path, "start", "size", (start, size) => new Operation.Pad(start, size)),
            "Convolution" => Convolution(json, path, size => new Operation.Convolution(size)),
            "TransposedConvolution" => Convolution(json, path, size => new Operation.TransposedConvolution(size)),
            "ConvolutionOuter" => Convolution(json, path, size => new Operation.ConvolutionOuter(size)),
            "WindowSum" => Pool(json, path, WindowFunction.Sum),
            "WindowSpread" => Pool(json, path, WindowFunction.Spread),
            "WindowPick" => Pool(json, path, WindowFunction.Pick),
            "WindowPutBack" => Pool(json, path, WindowFunction.PutBack),
            _ when Named<UnaryFunction>(name) is { } function => new Operation.Unary(function),
            _ when Named<BinaryFunction>(name) is { } function => new Operation.Binary(function),
            _ => new ProgramError.UnknownOperation(node, name),
        };

    private static TFunction? Named<TFunction>(string name)
        where TFunction : struct, Enum =>
        Enum.GetNames<TFunction>().Contains(name) ? Enum.Parse<TFunction>(name) : null;

    private static Result<Operation, ProgramError> Two(
        JsonElement json, string path, string first, string second, Func<int, int, Operation> make) =>
        from a in Whole(json, first, path)
        from b in Whole(json, second, path)
        select make(a, b);

    private static Result<int, ProgramError> Below(int index, int count, string path) =>
        index < count ? index : new ProgramError.WrongReference(path, index);

    private static Result<IReadOnlyList<T>, ProgramError> Items<T>(
        JsonElement json, string name, Func<JsonElement, string, Result<T, ProgramError>> read) =>
        Field(json, name, name, JsonValueKind.Array, "an array").Bind(array => array.EnumerateArray()
            .Select((item, i) => (item, path: string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]")))
            .Traverse(pair => read(pair.item, pair.path)));

    private static Result<string, ProgramError> Text(JsonElement json, string name, string path) =>
        Field(json, name, path, JsonValueKind.String, "a text").Map(field => field.GetString()!);

    private static Result<bool, ProgramError> Truth(JsonElement json, string name, string path) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var field)
            && field.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? json.GetProperty(name).GetBoolean()
            : new ProgramError.WrongField($"{path}.{name}", "true or false");

    private static Result<int, ProgramError> Whole(JsonElement json, string name, string path) =>
        Field(json, name, path, JsonValueKind.Number, "a whole number")
            .Bind(field => Whole(field, $"{path}.{name}"));

    private static Result<int, ProgramError> Whole(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var value) && value >= 0
            ? value
            : new ProgramError.WrongField(path, "a whole number that is not negative");

    private static Result<double, ProgramError> Number(JsonElement json, string path) => json switch
    {
        { ValueKind: JsonValueKind.Number } => json.GetDouble(),
        { ValueKind: JsonValueKind.String } when double.TryParse(
            json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => new ProgramError.WrongField(path, "a number"),
    };

    private static Result<JsonElement, ProgramError> Field(
        JsonElement json, string name, string path, JsonValueKind kind, string expected) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var field) && field.ValueKind == kind
            ? field
            : new ProgramError.WrongField(path == name ? name : $"{path}.{name}", expected);
}
