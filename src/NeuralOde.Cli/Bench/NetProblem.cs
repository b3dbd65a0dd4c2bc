using System.Numerics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>A net with tanh between its layers, and initial states: drawn, or from a file.</summary>
internal static class NetProblem
{
    private const int DefaultBatch = 1024;
    private const double T1 = 1;

    /// <summary>The problem that is asked for.</summary>
    /// <param name="sizes">The sizes of a net that is drawn; those of a file are its own.</param>
    /// <param name="request">Where the numbers come from.</param>
    public static Result<BatchProblem<T>, Failure> Of<T>(ValueArray<int> sizes, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        request.Weights.Length > 0 ? FromFile<T>(request) : Drawn<T>(sizes, request);

    private static BatchProblem<T> Drawn<T>(ValueArray<int> sizes, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var field = Field(sizes);
        var (weights, states) = request.Seed.Split();
        var parameters = Model.Of(Stages.Block(field, SolveOptions.For<T>())).Start(weights, Precisions.Of<T>());
        var count = (request.Batch ?? DefaultBatch) * field.State;
        return new(
            field,
            parameters.AsSpan<T>().ToArray(),
            [.. Enumerable.Range(0, count).Select(i => T.CreateChecked(Normal.Draw(states, (ulong)i)))],
            T1);
    }

    private static Result<BatchProblem<T>, Failure> FromFile<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        from bytes in InputFile.Read(request.Weights, File.ReadAllBytes)
        from file in Safetensors.Read(request.Weights, bytes).MapError(error => Failure.Data($"{error}"))
        from layers in Layers(file).Traverse(name => Tensor(file, request.Weights, name))
        from y0 in Tensor(file, request.Weights, "y0")
        from sizes in Sizes(layers, y0, request.Weights)
        from states in BatchSize.FirstOf(y0.ToArray<T>(), sizes[0], request.Batch, request.Weights)
        select new BatchProblem<T>(Field(sizes), [.. layers.SelectMany(layer => layer.ToArray<T>())], states, T1);

    /// <summary>W1, b1, W2 and so on, as far as the file goes, but one layer at least.</summary>
    private static IEnumerable<string> Layers(Safetensors file)
    {
        var last = file.Tensors.Count(tensor => tensor.Name.StartsWith('W'));
        return Enumerable.Range(1, Math.Max(1, last)).SelectMany(layer => (string[])[$"W{layer}", $"b{layer}"]);
    }

    private static Result<NumberArray, Failure> Tensor(Safetensors file, string name, string tensor) =>
        file.Tensor(name, tensor).MapError(error => Failure.Data($"{error}"));

    /// <summary>The sizes that follow from the shapes [out, in], [out] and, of y0, [batch, features].</summary>
    private static Result<ValueArray<int>, Failure> Sizes(
        IReadOnlyList<NumberArray> layers, NumberArray y0, string file)
    {
        if (y0.Shape is not [_, >= 1 and var features]) return Misfit(file, "y0", y0, "[batch, features]");
        int[] sizes = [features, .. layers.Where((_, i) => i % 2 == 1).Select(bias => bias.Count)];
        for (var i = 0; i < layers.Count; i++)
        {
            var (layer, inputs) = (i / 2 + 1, sizes[i / 2]);
            var outputs = i == layers.Count - 2 ? features : sizes[layer];
            var (name, expected) = i % 2 == 0 ? ($"W{layer}", new[] { outputs, inputs }) : ($"b{layer}", [outputs]);
            if (!layers[i].Shape.SequenceEqual(expected)) return Misfit(file, name, layers[i], Text(expected));
        }

        return sizes[^1] == features
            ? ValueArray.Of<int>(sizes)
            : Misfit(file, $"b{layers.Count / 2}", layers[^1], $"[{features}], as many as the features of y0");
    }

    private static Failure Misfit(string file, string name, NumberArray found, string expected) => Failure.Data(
        $"{file}: {name} has the shape {Text(found.Shape)}, expected {expected}. "
        + "Weights are stored as [out, in], y0 as [batch, in].");

    private static string Text(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";

    private static VectorField Field(ValueArray<int> sizes) =>
        VectorField.Mlp(sizes[0], [.. sizes.Skip(1).Take(sizes.Count - 2)], Activation.Tanh);
}
