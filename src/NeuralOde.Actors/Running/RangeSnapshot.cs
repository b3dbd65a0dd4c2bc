using NeuralOde.Actors.Mail;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Running;

/// <summary>What a checkpoint of a range holds.</summary>
/// <param name="Training">The version, the parameters of the range, and what the optimiser remembers of
/// it.</param>
/// <param name="BestParameters">The parameters of the lowest validation loss; shape [range].</param>
public sealed record RangeSnapshot(TrainingState Training, FlatVector BestParameters)
{
    /// <summary>The version.</summary>
    public Version Version => new(Training.Version);

    /// <summary>A range of a run that has not begun.</summary>
    /// <param name="plan">What the run does.</param>
    /// <param name="parameters">The θ that it starts from; shape [range].</param>
    public static RangeSnapshot Start(RunPlan plan, FlatVector parameters) =>
        new(TrainingState.Start(parameters, plan.Rule), parameters);

    /// <summary>A range of how far a run is.</summary>
    public static RangeSnapshot Of(Progress progress, KeyRange range) =>
        new(range.Of(progress.Training), range.Of(progress.BestParameters));

    /// <summary>The range with what is known of the best version.</summary>
    /// <param name="version">The version of the lowest validation loss so far; −1 before the first one.</param>
    internal RangeSnapshot WithBest(long version) =>
        version == Training.Version ? this with { BestParameters = Training.Parameters } : this;
}
