using System.Numerics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>What comes of trained parameters: predictions, measures, and the model as a file holds it.</summary>
public static class ExperimentResults
{
    /// <summary>How good the model is on some of its examples.</summary>
    /// <param name="setup">The experiment with its data.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <param name="examples">The examples, standardised as those that were trained on.</param>
    /// <param name="threads">The most solves at the same time; the same bits for any number.</param>
    public static Evaluation Evaluate(
        ExperimentSetup setup, FlatVector parameters, Examples<double> examples, int threads) =>
        setup.Precision == Precision.Single
            ? Evaluate(setup, parameters, examples.To<float>(), threads)
            : Evaluate<double>(setup, parameters, examples, threads);

    /// <summary>
    /// What the model predicts, in the unit of the data, or the scores of the classes; shape [rows, targets].
    /// </summary>
    /// <param name="model">The stages.</param>
    /// <param name="targets">How targets were standardised.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <param name="examples">The examples, standardised as those that were trained on.</param>
    public static double[] Predict(
        Model model, Standardisation targets, FlatVector parameters, Examples<double> examples) =>
        parameters.Precision == Precision.Single
            ? Predict(model, targets, parameters, examples.To<float>())
            : Predict<double>(model, targets, parameters, examples);

    /// <summary>The model with its parameters, as a file holds it.</summary>
    /// <param name="setup">The experiment with its data.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    public static TrainedModel Trained(ExperimentSetup setup, FlatVector parameters) => new()
    {
        Experiment = ExperimentJson.Write(setup.Experiment),
        Blocks = TrainedModel.BlocksOf(setup.Model.Layout, parameters),
        Inputs = setup.Data.Inputs,
        Targets = setup.Data.Targets,
        InputNames = setup.Data.InputNames,
        TargetNames = setup.Data.TargetNames,
        Texts = [.. setup.Model.Stages.Select((stage, i) => new Core.Data.Formats.MetadataText(
            $"program.{i}", ProgramJson.Write(ProgramOf(stage))))],
    };

    private static Evaluation Evaluate<T>(
        ExperimentSetup setup, FlatVector parameters, Examples<T> examples, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluation.Of(
            setup.Loss, ParallelPrediction.Of(setup.Model, parameters, examples, threads), examples);

    private static double[] Predict<T>(
        Model model, Standardisation targets, FlatVector parameters, Examples<T> examples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        targets.Inverted(Prediction<T>.Of(model, parameters, examples).Values.AsSpan());

    private static Program ProgramOf(Stage stage) => stage switch
    {
        Stage.Map map => map.Program,
        Stage.Ode ode => ode.Field.Program,
        _ => throw Unreachable.Case(stage),
    };
}
