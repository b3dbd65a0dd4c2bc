using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>Predicts micro-batch after micro-batch in the same memory; one thread uses it at a time.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
/// <param name="model">The model.</param>
public sealed class PredictionWorkspace<T>(Model model)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ModelWorkspace<T> _model = new(WithoutTapes(model));
    private readonly GatheredWorkspace<T> _gathered = new();

    /// <summary>Predicts some of the examples.</summary>
    /// <param name="examples">The examples; their targets are not read.</param>
    /// <param name="indices">Which of them, in order.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <exception cref="ArgumentException">Examples, parameters and model do not fit together.</exception>
    public Prediction<T> Predict(Examples<T> examples, ReadOnlySpan<int> indices, FlatVector parameters)
    {
        _gathered.Gather(examples, indices);
        _model.Forward(_gathered, parameters.AsSpan<T>());
        return new(model.OutputFeatures, ValueArray.Of<T>(_model.Prediction), ValueArray.Of(_model.Records));
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
