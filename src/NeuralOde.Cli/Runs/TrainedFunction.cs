using NeuralOde.Cli.Experiments;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;

namespace NeuralOde.Cli.Runs;

/// <summary>A trained model without its data: all that a prediction needs.</summary>
/// <param name="Document">The experiment that it was trained by.</param>
/// <param name="Trained">Names and standardisation.</param>
/// <param name="Model">The stages.</param>
/// <param name="Parameters">θ; shape [parameters].</param>
internal sealed record TrainedFunction(
    ExperimentDocument Document, TrainedModel Trained, Model Model, FlatVector Parameters)
{
    /// <summary>The model in a file, or in the folder of a run.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="change">Gives what is changed of an experiment, as for <c>--set</c>.</param>
    public static Result<TrainedFunction, Failure> Load(string path, Func<Experiment, IReadOnlyList<string>> change) =>
        from trained in TrainedRun.Model(path)
        let source = ExperimentSource.Of(path, trained.Experiment)
        from plain in source.Read([])
        from document in source.Read(change(plain.Experiment))
        from model in ExperimentModel.Of(document, trained.InputNames.Count, trained.TargetNames.Count)
            .MapError(error => Failure.Usage($"{error}"))
        from parameters in ModelParameters.Of(path, trained, model, ExperimentOutline.PrecisionOf(document.Experiment))
        select new TrainedFunction(document, trained, model, parameters);

    /// <summary>What the model gives, in the unit of the data; shape [rows, targets].</summary>
    /// <param name="examples">
    /// The examples, in the unit of the data; logarithms are taken where the model has them.
    /// </param>
    public double[] Predict(Examples<double> examples)
    {
        var features = examples.Features.AsSpan().ToArray();
        Trained.Inputs.Scale(features);
        return ExperimentResults.Predict(
            Model, Trained.Targets, Parameters, examples with { Features = ValueArray.Of<double>(features) });
    }
}
