using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>An experiment put together without its data: what a node needs that holds some shards, or
/// none.</summary>
/// <param name="Experiment">What is asked for.</param>
/// <param name="Model">The stages.</param>
/// <param name="Loss">What training makes small.</param>
/// <param name="Plan">What the run does.</param>
public sealed record ExperimentOutline(Experiment Experiment, Model Model, Loss Loss, RunPlan Plan)
{
    private const double CheckpointShare = 0.01;
    private const ulong DataChild = 0;
    private const ulong StartChild = 1;
    private const ulong OrderChild = 2;
    private const ulong MovesChild = 3;

    /// <summary>The number type of parameters and states.</summary>
    public Precision Precision => PrecisionOf(Experiment);

    /// <summary>The run before its first step; where servers share the parameters, the leading one's
    /// range.</summary>
    public Progress Start =>
        Progress.Start(Plan, StartOf(Plan.Ranges is [var first, ..] ? first : KeyRange.All(Model.Layout.Total)));

    /// <summary>A range of the parameters before the first step.</summary>
    public FlatVector StartOf(KeyRange range) =>
        Model.Start(SeedOf(Experiment).Child(StartChild), Precision, range.Start, range.Count);

    /// <summary>How training images are moved anew in every epoch.</summary>
    public RandomShift Moves => new(
        SeedOf(Experiment).Child(MovesChild),
        Experiment.Data is DataSection.Table table ? table.RandomShift : 0);

    /// <summary>When a checkpoint is due.</summary>
    public Actors.Checkpointer.Due Due => Experiment.Training.Checkpoint.Every is > 0 and var every
        ? new Actors.Checkpointer.Due.EveryVersions(every)
        : new Actors.Checkpointer.Due.ByCost(CheckpointShare);

    /// <summary>The number type that an experiment asks for.</summary>
    public static Precision PrecisionOf(Experiment experiment) =>
        experiment.Precision == NumberType.F32 ? Precision.Single : Precision.Double;

    /// <summary>What the data of an experiment is drawn from.</summary>
    public static Seed DataSeed(Experiment experiment) => SeedOf(experiment).Child(DataChild);

    /// <summary>Puts an experiment together for data of a shape, or says which field does not fit.</summary>
    /// <param name="document">The experiment, with places for messages.</param>
    /// <param name="data">How much data there is.</param>
    public static Result<ExperimentOutline, ExperimentError> Of(ExperimentDocument document, DataShape data) =>
        from model in ExperimentModel.Of(document, data.InputFeatures, data.TargetFeatures)
        let loss = ExperimentRule.LossOf(document.Experiment.Loss)
        from fitting in LossFits(document, loss, model)
        from plan in PlanOf(document, data)
        select new ExperimentOutline(document.Experiment, model, loss, plan);

    private static Seed SeedOf(Experiment experiment) => new((ulong)experiment.Seed);

    private static Result<Loss, ExperimentError> LossFits(ExperimentDocument document, Loss loss, Model model)
    {
        var classes = document.Experiment.Data is DataSection.Table { Classes: > 0 };
        return (loss.Classifies, classes) switch
        {
            (true, false) => document.Fault(
                "loss", "crossEntropy needs targets that are classes, but these are numbers.",
                "Take mse, or set data.classes."),
            (true, true) when model.OutputFeatures < 2 => document.Fault(
                "data.classes", "one class leaves nothing to learn.", "Set it to 2 or more."),
            _ => loss,
        };
    }

    private static Result<RunPlan, ExperimentError> PlanOf(ExperimentDocument document, DataShape data)
    {
        var training = document.Experiment.Training;
        if (training.Steps > 0 == training.Epochs > 0)
        {
            return document.Fault(
                training.Steps > 0 ? "training.epochs" : "training.steps",
                training.Steps > 0 ? "steps and epochs are both given." : "neither steps nor epochs are given.",
                "Set one of training.steps and training.epochs.");
        }

        if (training.Patience > 0 && data.Validation == 0)
        {
            return document.Fault(
                "training.patience", "there are no validation examples to measure.",
                "Set data.split.validation, or patience to 0.");
        }

        var batching = BatchingOf(data.Training, training.Batch, training);
        var steps = training.Steps > 0 ? training.Steps : (long)training.Epochs * batching.MinibatchesPerEpoch;
        return new RunPlan
        {
            Run = new(document.Experiment.Name),
            Seed = SeedOf(document.Experiment).Child(OrderChild),
            Batching = batching,
            Validation = data.Validation == 0
                ? new Validation.Never()
                : new Validation.Every(
                    BatchingOf(data.Validation, 0, training),
                    training.ValidateEvery > 0 ? training.ValidateEvery : batching.MinibatchesPerEpoch,
                    training.Patience),
            Rule = ExperimentRule.Of(document.Experiment, steps),
            Steps = steps,
            Mode = ModeOf(training.Mode),
        };
    }

    private static Mode ModeOf(ModeSection mode) => mode switch
    {
        ModeSection.Synchronous => new Mode.Synchronous(),
        ModeSection.Quorum quorum => new Mode.Quorum(quorum.Needed, quorum.Spare),
        ModeSection.Staleness staleness => new Mode.BoundedStaleness(staleness.Bound),
        ModeSection.Asynchronous => new Mode.Asynchronous(),
        _ => throw Unreachable.Case(mode),
    };

    private static Batching BatchingOf(int examples, int batch, TrainingSection training) => new(
        Sharding.Sizes(examples, Math.Min(training.Shards, examples)),
        batch == 0 ? examples : Math.Min(batch, examples),
        training.MicroBatch);
}
