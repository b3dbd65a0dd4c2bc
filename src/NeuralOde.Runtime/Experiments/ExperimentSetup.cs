using NeuralOde.Actors.Running;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>An experiment with its data, put together and ready to run.</summary>
/// <param name="Outline">The experiment without its data.</param>
/// <param name="Data">The examples.</param>
public sealed record ExperimentSetup(ExperimentOutline Outline, PreparedData Data)
{
    /// <summary>What is asked for.</summary>
    public Experiment Experiment => Outline.Experiment;

    /// <summary>The stages.</summary>
    public Model Model => Outline.Model;

    /// <summary>What training makes small.</summary>
    public Loss Loss => Outline.Loss;

    /// <summary>What the run does.</summary>
    public RunPlan Plan => Outline.Plan;

    /// <summary>The number type of parameters and states.</summary>
    public Precision Precision => Outline.Precision;

    /// <summary>The run before its first step.</summary>
    public Progress Start => Outline.Start;

    /// <summary>Puts an experiment together with its data, or says which field does not fit.</summary>
    /// <param name="document">The experiment, with places for messages.</param>
    /// <param name="data">Its examples.</param>
    public static Result<ExperimentSetup, ExperimentError> Of(ExperimentDocument document, PreparedData data) =>
        ExperimentOutline.Of(document, DataShape.Of(data)).Map(outline => new ExperimentSetup(outline, data));
}
