using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Running;

/// <summary>How far a run is: all that the rest of it depends on.</summary>
public sealed record Progress
{
    /// <summary>The version, the parameters, and what the optimiser remembers.</summary>
    public required TrainingState Training { get; init; }

    /// <summary>The parameters of the lowest validation loss, the start before any; shape
    /// [parameters].</summary>
    public required FlatVector BestParameters { get; init; }

    /// <summary>The validations so far, judged.</summary>
    public required EarlyStopping Stopping { get; init; }

    /// <summary>How many validations there were.</summary>
    public long Validations { get; init; }

    /// <summary>How many steps in a row had no effect.</summary>
    public int WithoutEffect { get; init; }

    /// <summary>The minibatches that are not through though a part of them, or of a later one, was applied, the
    /// oldest first; empty where a step always takes a whole one.</summary>
    public ValueArray<AppliedPart> Applied { get; init; }

    /// <summary>The number of optimiser steps applied.</summary>
    public Version Version => new(Training.Version);

    /// <summary>θ; shape [parameters].</summary>
    public FlatVector Parameters => Training.Parameters;

    /// <summary>A run that has not begun.</summary>
    /// <param name="plan">What it does.</param>
    /// <param name="parameters">The θ that it starts from; shape [parameters].</param>
    public static Progress Start(RunPlan plan, FlatVector parameters) => new()
    {
        Training = TrainingState.Start(parameters, plan.Rule),
        BestParameters = parameters,
        Stopping = new(plan.Patience),
    };

    /// <summary>The same with the parameters of a range alone, for the server that leads.</summary>
    public Progress With(RangeSnapshot range) =>
        this with { Training = range.Training, BestParameters = range.BestParameters };

    /// <summary>The same with the parameters of all ranges, from the leading server's and those of the
    /// others.</summary>
    /// <param name="others">The other ranges, in order.</param>
    public Progress Joined(IReadOnlyList<RangeSnapshot> others) => this with
    {
        Training = TrainingState.Joined([Training, .. others.Select(range => range.Training)]),
        BestParameters = FlatVector.Joined([BestParameters, .. others.Select(range => range.BestParameters)]),
    };

    /// <summary>What is to be done next.</summary>
    public Next Next(RunPlan plan) => plan.Validation switch
    {
        _ when WithoutEffect >= plan.Batching.MinibatchesPerEpoch => new Next.End(new Ending.Failed(
            $"The last {WithoutEffect} steps up to version {Version} had no effect: every example failed, or the "
            + "gradient was not finite. Loosen the tolerances, lower the rate, or start from smaller parameters.")),
        Validation.Every every when Validations < DueValidations(plan, every) =>
            new Next.Solve(Purpose.Validation),
        _ when Stopping.IsOver => new Next.End(new Ending.NoMoreGain(Stopping.Waited)),
        _ when Version.Value >= plan.Steps => new Next.End(new Ending.Finished()),
        _ => new Next.Solve(Purpose.Gradient),
    };

    /// <summary>After an optimiser step.</summary>
    public Progress After(TrainingStep step) => this with
    {
        Training = step.State,
        WithoutEffect = step.HasEffect ? 0 : WithoutEffect + 1,
    };

    /// <summary>After the validation examples were solved with this version.</summary>
    public Progress After(Tally validation) => this with
    {
        BestParameters = Stopping.Improves(validation.MeanLoss) ? Parameters : BestParameters,
        Stopping = Stopping.After(Training.Version, validation.MeanLoss),
        Validations = Validations + 1,
    };

    // The last version is looked at too, wherever it falls.
    private long DueValidations(RunPlan plan, Validation.Every every) =>
        Version.Value / every.Versions
            + (Version.Value >= plan.Steps && Version.Value % every.Versions != 0 ? 1 : 0);
}
