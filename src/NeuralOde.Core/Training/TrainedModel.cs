using System.Numerics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Training;

/// <summary>A trained model as a file holds it.</summary>
/// <remarks>
/// It is a safetensors file with a tensor for each block of parameters, the tensors <c>inputs.mean</c>,
/// <c>inputs.deviation</c>, <c>inputs.logarithm</c> and the same of
/// <c>targets</c>, and texts in its metadata.
/// </remarks>
public sealed record TrainedModel
{
    private const string FormatName = "neuralode model 1";
    private const char Separator = '\n';

    /// <summary>The experiment as JSON.</summary>
    public required string Experiment { get; init; }

    /// <summary>The named tensors of the parameters; shape [blocks].</summary>
    public required ValueArray<NamedArray> Blocks { get; init; }

    /// <summary>How features were standardised.</summary>
    public required Standardisation Inputs { get; init; }

    /// <summary>How targets were standardised.</summary>
    public required Standardisation Targets { get; init; }

    /// <summary>The names of the features; shape [features].</summary>
    public required ValueArray<string> InputNames { get; init; }

    /// <summary>The names of the targets; shape [targets].</summary>
    public required ValueArray<string> TargetNames { get; init; }

    /// <summary>Everything else that belongs to the model, such as its programs as JSON; by name.</summary>
    public ValueArray<MetadataText> Texts { get; init; } = [];

    /// <summary>The parameters as named tensors.</summary>
    /// <param name="layout">Where each tensor lies.</param>
    /// <param name="parameters">θ; shape [layout.Total].</param>
    /// <exception cref="ArgumentException">The layout is of another length.</exception>
    public static ValueArray<NamedArray> BlocksOf(ParameterLayout layout, FlatVector parameters)
    {
        Misuse.SameLength(parameters.Length, layout.Total);
        var starts = layout.Blocks.Select((_, i) => layout.Blocks.Take(i).Sum(block => block.Size));
        return [.. layout.Blocks.Zip(starts, (block, start) =>
            new NamedArray(block.Name, NumberArray.Of(block.Shape, parameters.Slice(start, block.Size))))];
    }

    /// <summary>The parameters in the order of a layout; shape [layout.Total].</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="layout">Where each tensor must lie.</param>
    public Result<T[], DataError> Parameters<T>(string file, ParameterLayout layout)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Blocks.FirstOrDefault(held => layout.Blocks.All(block => block.Name != held.Name)) is { } foreign)
        {
            return new DataError.UnknownName(
                "the model", "tensor", foreign.Name, [.. layout.Blocks.Select(block => block.Name)]);
        }

        return layout.Blocks.Traverse(block => Block(file, block)).Map(blocks =>
        {
            var parameters = new T[layout.Total];
            var start = 0;
            foreach (var block in blocks)
            {
                block.CopyTo(0, parameters.AsSpan(start, block.Count));
                start += block.Count;
            }

            return parameters;
        });
    }

    /// <summary>The bytes of a file that holds it.</summary>
    public byte[] Write() => new Safetensors(
        [.. Blocks, .. Tensors("inputs", Inputs), .. Tensors("targets", Targets)],
        [
            new("format", FormatName),
            new("experiment", Experiment),
            new("inputNames", string.Join(Separator, InputNames)),
            new("targetNames", string.Join(Separator, TargetNames)),
            .. Texts,
        ]).Write();

    /// <summary>The model in a file.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    public static Result<TrainedModel, DataError> Read(string file, ReadOnlySpan<byte> bytes) =>
        from content in Safetensors.Read(file, bytes)
        from format in content.Text(file, "format").Bind(found => Expect(file, found))
        from experiment in content.Text(file, "experiment")
        from inputNames in content.Text(file, "inputNames")
        from targetNames in content.Text(file, "targetNames")
        from inputs in Scale(content, file, "inputs")
        from targets in Scale(content, file, "targets")
        select new TrainedModel
        {
            Experiment = experiment,
            Blocks = [.. content.Tensors.Where(tensor => !IsScale(tensor.Name))],
            Inputs = inputs,
            Targets = targets,
            InputNames = [.. inputNames.Split(Separator)],
            TargetNames = [.. targetNames.Split(Separator)],
            Texts = [.. content.Metadata.Where(text => text.Name is not
                ("format" or "experiment" or "inputNames" or "targetNames" or Safetensors.Checksum))],
        };

    private Result<NumberArray, DataError> Block(string file, ParameterBlock block)
    {
        if (Blocks.FirstOrDefault(held => held.Name == block.Name) is not { } found)
        {
            return new DataError.UnknownName(
                file, "tensor", block.Name, [.. Blocks.Select(held => held.Name)]);
        }

        return found.Values.Shape == block.Shape
            ? found.Values
            : new DataError.Mismatch(file,
                $"the tensor \"{block.Name}\" of shape [{string.Join(", ", found.Values.Shape)}]",
                $"[{string.Join(", ", block.Shape)}] as in the experiment's model",
                "Use the experiment that the file was trained with.");
    }

    private static Result<string, DataError> Expect(string file, string found) => found == FormatName
        ? new Result<string, DataError>.Ok(found)
        : new DataError.Mismatch(file, $"the format \"{found}\"", $"\"{FormatName}\"",
            "Give the model file that training wrote at its end.");

    private static bool IsScale(string name) =>
        name is "inputs.mean" or "inputs.deviation" or "inputs.logarithm"
            or "targets.mean" or "targets.deviation" or "targets.logarithm";

    private static NamedArray[] Tensors(string prefix, Standardisation scale) =>
    [
        Tensor($"{prefix}.mean", scale.Mean.AsSpan()),
        Tensor($"{prefix}.deviation", scale.Deviation.AsSpan()),
        Tensor($"{prefix}.logarithm", [.. scale.Logarithm.Select(logarithm => logarithm ? 1.0 : 0.0)]),
    ];

    private static NamedArray Tensor(string name, ReadOnlySpan<double> values) =>
        new(name, NumberArray.Of([values.Length], FlatVector.Of(values)));

    private static Result<Standardisation, DataError> Scale(
        Safetensors content, string file, string prefix) =>
        from mean in content.Tensor(file, $"{prefix}.mean")
        from deviation in content.Tensor(file, $"{prefix}.deviation")
        from logarithm in content.Tensor(file, $"{prefix}.logarithm")
        select new Standardisation(
            [.. logarithm.ToArray<double>().Select(mark => mark != 0)],
            [.. mean.ToArray<double>()],
            [.. deviation.ToArray<double>()]);
}
