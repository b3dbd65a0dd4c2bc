using NeuralOde.Core.Models;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Cli.Runs;

/// <summary>Takes the parameters out of a model file.</summary>
internal static class ModelParameters
{
    /// <summary>The parameters in a file, for the model of an experiment.</summary>
    public static Result<FlatVector, Failure> Of(string file, ExperimentSetup setup) =>
        ModelFile.Read(file).MapError(Failure.Data).Bind(trained => Of(file, trained, setup.Model, setup.Precision));

    /// <summary>The parameters of a trained model, for another model of the same shapes.</summary>
    public static Result<FlatVector, Failure> Of(string file, TrainedModel trained, Model model, Precision precision) =>
        (precision == Precision.Single
            ? trained.Parameters<float>(file, model.Layout).Map(values => FlatVector.Of<float>(values))
            : trained.Parameters<double>(file, model.Layout).Map(values => FlatVector.Of<double>(values)))
        .MapError(Failure.Data);
}
