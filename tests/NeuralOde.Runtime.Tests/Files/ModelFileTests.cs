using System.Diagnostics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Runtime.Tests.Files;

public sealed class ModelFileTests : IDisposable
{
    private const string Reader = """
        import json, struct, sys

        def read(path):
            data = open(path, "rb").read()
            length, = struct.unpack_from("<Q", data)
            header = json.loads(data[8:8 + length])
            texts = header.pop("__metadata__", {})
            tensors = {}
            for name, place in header.items():
                begin, end = place["data_offsets"]
                letter = {"F32": "f", "F64": "d"}[place["dtype"]]
                size = struct.calcsize(letter)
                tensors[name] = place["shape"], struct.unpack_from(f"<{(end - begin) // size}{letter}", data, 8 + length + begin)
            return tensors, texts

        """;

    private static readonly ParameterLayout Layout = new(
        [
            new("0.weight", [2, 3], new StartValue.Constant(0)),
            new("0.bias", [2], new StartValue.Constant(0)),
        ]);

    private static readonly TrainedModel Model = new()
    {
        Experiment = "{\"name\": \"lynx-hare\"}",
        Blocks = TrainedModel.BlocksOf(Layout, FlatVector.Of<double>([1, 2, 3, 4, 5, 6, 7, 8])),
        Inputs = new([true], [3], [0.5]),
        Targets = Standardisation.None(2),
        InputNames = ["hare"],
        TargetNames = ["hare", "lynx"],
        Texts = [new("program", "{}")],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_survives_the_disk()
    {
        var read = ModelFile.Read(Written()).Match(
            model => model, error => throw new InvalidDataException(error.Message));

        Assert.Equal(Model, read);
        Assert.Equal(
            [1, 2, 3, 4, 5, 6, 7, 8], read.Parameters<double>("m", Layout).Match(values => values, _ => []));
    }

    [Fact]
    public void Other_shapes_are_an_error_that_names_both()
    {
        var other = new ParameterLayout([Layout.Blocks[0] with { Shape = [3, 2] }, Layout.Blocks[1]]);

        var message = Model.Parameters<double>("m.safetensors", other).Match(_ => "", error => error.Message);

        Assert.Contains(
            "found the tensor \"0.weight\" of shape [2, 3], expected [3, 2]",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_is_not_there_is_an_error_that_names_the_nearest()
    {
        var other = new ParameterLayout([.. Layout.Blocks, Layout.Blocks[1] with { Name = "1.bias" }]);

        var message = Model.Parameters<double>("m.safetensors", other).Match(_ => "", error => error.Message);

        Assert.Contains(
            "there is no tensor \"1.bias\". Did you mean \"0.bias\"?", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reader_of_a_few_lines_that_the_documentation_shows_reads_it()
    {
        var documentation = File.ReadAllText(Path.Combine(Root(), ".github", "model-files.md"));

        Assert.Contains(Reader.Trim(), documentation, StringComparison.Ordinal);
    }

    [ToolFact("python3")]
    public void Python_reads_the_tensors_and_the_texts()
    {
        _ = Written();
        var script = _folder.File("read.py", Reader + """
            tensors, texts = read(sys.argv[1])
            print(tensors["0.weight"], tensors["inputs.mean"], texts["experiment"])
            """);

        var start = new ProcessStartInfo("python3", [script, ModelPath]) { RedirectStandardOutput = true };
        using var python = Process.Start(start)!;
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();

        Assert.Equal("([2, 3], (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)) ([1], (3.0,)) {\"name\": \"lynx-hare\"}", output.Trim());
    }

    private string ModelPath => Path.Combine(_folder.FullPath, "model.safetensors");

    private string Written() =>
        ModelFile.Write(ModelPath, Model).Match(
            path => path, error => throw new InvalidDataException(error.Message));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NeuralOde.Distributed.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
        return folder;
    }
}
