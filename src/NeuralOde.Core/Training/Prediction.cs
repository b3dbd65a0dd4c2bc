using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Solving;
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
    private const int MicroBatch = 256;

    /// <summary>Predicts; what an example gives depends on the example and the parameters alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <param name="examples">The examples; their targets are not read.</param>
    /// <exception cref="ArgumentException">Examples, parameters and model do not fit together.</exception>
    public static Prediction<T> Of(Model model, FlatVector parameters, Examples<T> examples)
    {
        var workspace = new ModelWorkspace<T>(WithoutTapes(model));
        var gathered = new GatheredWorkspace<T>();
        var values = new List<T>();
        var records = new List<ExampleRecord>();
        foreach (var indices in Enumerable.Range(0, examples.Count).Chunk(MicroBatch))
        {
            gathered.Gather(examples, indices);
            workspace.Forward(gathered, parameters.AsSpan<T>());
            values.AddRange(workspace.Prediction);
            records.AddRange(workspace.Records);
        }

        return new(model.OutputFeatures, [.. values], [.. records]);
    }

    // Nothing goes back here, so no solve needs to keep its steps.
    private static Model WithoutTapes(Model model) => Model.Of(
    [
        .. from stage in model.Stages
           select stage is Stage.Ode { Options.Coupling: Coupling.Independent } ode
               ? ode with { Adjoint = new Adjoint.Checkpointed(1) }
               : stage,
    ]);
}
