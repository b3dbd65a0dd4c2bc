using System.Numerics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>What a model predicts for any number of examples.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
/// <param name="Features">The number of features of a row.</param>
/// <param name="Values">
/// The rows: one an observation, or one an example; NaN where a solve failed; shape [rows, Features].
/// </param>
/// <param name="Records">How each example went; shape [examples].</param>
public sealed record Prediction<T>(int Features, ValueArray<T> Values, ValueArray<ExampleRecord> Records)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Enough to refill lanes for a while, few enough that some hundred examples are work for several threads.
    private const int MicroBatch = 128;

    /// <summary>Predicts; what an example gives depends on the example and the parameters alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <param name="examples">The examples; their targets are not read.</param>
    /// <exception cref="ArgumentException">Examples, parameters and model do not fit together.</exception>
    public static Prediction<T> Of(Model model, FlatVector parameters, Examples<T> examples)
    {
        var workspace = new PredictionWorkspace<T>(model);
        return Joined(
            model.OutputFeatures,
            [.. PartsOf(examples.Count).Select(part => workspace.Predict(examples, part, parameters))]);
    }

    /// <summary>The micro-batches in which examples are predicted: the indices of each, in order.</summary>
    /// <param name="examples">The number of examples.</param>
    public static IReadOnlyList<int[]> PartsOf(int examples) =>
        [.. Enumerable.Range(0, examples).Chunk(MicroBatch)];

    /// <summary>The prediction for all examples of which the parts are made, in their order.</summary>
    /// <param name="features">The number of features of a row.</param>
    /// <param name="parts">The predictions of the parts.</param>
    public static Prediction<T> Joined(int features, IReadOnlyList<Prediction<T>> parts) => new(
        features,
        [.. parts.SelectMany(part => part.Values)],
        [.. parts.SelectMany(part => part.Records)]);
}
