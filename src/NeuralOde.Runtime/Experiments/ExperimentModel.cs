using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Equations;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Puts together the model that an experiment describes.</summary>
public static class ExperimentModel
{
    /// <summary>The model for data of given sizes.</summary>
    /// <param name="document">The experiment, with places for messages.</param>
    /// <param name="inputs">The number of features of an example.</param>
    /// <param name="outputs">The number of features of a target.</param>
    public static Result<Model, ExperimentError> Of(ExperimentDocument document, int inputs, int outputs)
    {
        var stages = new List<Stage>();
        var image = default(Image?);
        for (var i = 0; i < document.Experiment.Model.Count; i++)
        {
            var width = stages.Count == 0 ? inputs : stages[^1].OutputFeatures;
            var place = new StagePlace(document, $"model.{i}", width, outputs) { Image = image };
            if (ExperimentSize.Fault(document.Experiment.Model[i], place, stages) is { } tooLarge) return tooLarge;
            image = ExperimentImage.Behind(document.Experiment.Model[i], place);
            switch (StageOf(document.Experiment.Model[i], place))
            {
                case Result<Stage, ExperimentError>.Ok(var stage):
                    stages.Add(stage);
                    break;
                case Result<Stage, ExperimentError>.Failed(var error):
                    return error;
            }
        }

        return Model.Create([.. stages])
            .MapError(error => document.Fault("model", error.Describe()))
            .Bind(model => Checked(model, document, outputs));
    }

    private static Result<Model, ExperimentError> Checked(Model model, ExperimentDocument document, int outputs)
    {
        if (model.OutputFeatures != outputs)
        {
            return document.Fault(
                $"model.{model.Stages.Count - 1}",
                $"the last stage gives {model.OutputFeatures} features, but a target has {outputs}.",
                "Add a take or dense stage (its size 0 fits the target).");
        }

        for (var i = 0; i < model.Stages.Count; i++)
        {
            if (model.Stages[i] is Stage.Ode ode && Reachability.Fault(ode.Field) is { } fault)
            {
                return document.Fault($"model.{i}.field", fault);
            }
        }

        return model;
    }

    private static Result<Stage, ExperimentError> StageOf(StageSection section, StagePlace place) => section switch
    {
        StageSection.Dense dense => Stages.Dense(place.Inputs, place.SizeOr(dense.Size), dense.Activation),
        StageSection.Mlp mlp => Stages.Mlp(new([place.Inputs, .. mlp.Hidden, place.SizeOr(mlp.Size)], mlp.Activation)),
        StageSection.Conv conv => ExperimentImage.StageOf(conv, place),
        StageSection.Pool pool => ExperimentImage.StageOf(pool, place),
        StageSection.GroupNorm norm => ExperimentImage.StageOf(norm, place),
        StageSection.Augment augment => Stages.Augment(place.Inputs, augment.Size),
        StageSection.Take take when place.SizeOr(take.Size) > place.Inputs => place.Fault(
            "size", $"cannot keep {place.SizeOr(take.Size)} of {place.Inputs} features.", "Make it smaller."),
        StageSection.Take take => Stages.Take(place.Inputs, place.SizeOr(take.Size)),
        StageSection.Ode ode => OdeOf(ode, place),
        _ => throw Unreachable.Case(section),
    };

    private static Result<Stage, ExperimentError> OdeOf(StageSection.Ode section, StagePlace place) =>
        from field in FieldOf(section.Field, place)
        from options in ExperimentSolve.Options(section, place)
        let adjoint = ExperimentSolve.AdjointOf(section.Adjoint)
        select new Stage.Ode(field, options, adjoint, SpanOf(section.Span), section.Solution) as Stage;

    private static Result<VectorField, ExperimentError> FieldOf(
        FieldSection section, StagePlace place) => section switch
        {
            FieldSection.Mlp mlp => ExperimentField.Of(mlp, place.Inputs),
            FieldSection.Conv conv => ExperimentImage.FieldOf(conv, place),
            FieldSection.Equations equations => EquationsOf(equations, place),
            _ => throw Unreachable.Case(section),
        };

    private static Result<VectorField, ExperimentError> EquationsOf(FieldSection.Equations section, StagePlace place) =>
        EquationSystem
            .Read(section.Lines, [.. section.Parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))])
            .MapError(error => place.Fault($"field.lines.{error.Place.Equation - 1}", error.Describe()))
            .Bind(Result<VectorField, ExperimentError> (system) => system.Field.State == place.Inputs
                ? system.Field
                : place.Fault(
                    "field.lines",
                    $"the equations have {system.Field.State} states, but {place.Inputs} features come in.",
                    "Give a derivative for each of them."));

    private static SolveSpan SpanOf(SpanSection section) => section switch
    {
        SpanSection.Example => new SolveSpan.OfExample(),
        SpanSection.Fixed span => new SolveSpan.Fixed(span.T0, span.T1),
        _ => throw Unreachable.Case(section),
    };
}

/// <summary>Where a stage stands, and what flows into it.</summary>
/// <param name="Document">The experiment.</param>
/// <param name="Path">The path of the stage.</param>
/// <param name="Inputs">The number of features that come in.</param>
/// <param name="Outputs">The number of features of a target.</param>
internal sealed record StagePlace(ExperimentDocument Document, string Path, int Inputs, int Outputs)
{
    /// <summary>The image that comes in, where the stages before tell its size.</summary>
    public Image? Image { get; init; }

    /// <summary>A size, or that of the target where it is 0.</summary>
    public int SizeOr(int size) => size == 0 ? Outputs : size;

    /// <summary>A fault of one of the stage's fields.</summary>
    public ExperimentError Fault(string field, string what, string mend = "") =>
        Document.Fault($"{Path}.{field}", what, mend);
}
