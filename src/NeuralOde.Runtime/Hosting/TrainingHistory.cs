using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Hosting;

/// <summary>What happened in a training, step by step.</summary>
/// <param name="Steps">The optimiser steps in figures, in order.</param>
/// <param name="Validations">The validations, in order.</param>
public sealed record TrainingHistory(
    IReadOnlyList<StepFigures> Steps, IReadOnlyList<TrainingEvent.Validated> Validations)
{
    /// <summary>Evaluations of vector fields in all forward solves of the training examples.</summary>
    public double ForwardNfe => Steps.Sum(step => step.ForwardNfe.Total);

    /// <summary>Evaluations and pullbacks on all ways back.</summary>
    public double BackwardNfe => Steps.Sum(step => step.BackwardNfe.Total);

    /// <summary>The examples that were excluded, by kind.</summary>
    public ValueArray<FailureCount> Failures => Steps.Aggregate(
        default(ValueArray<FailureCount>), (sum, step) => FailureCount.Add(sum, step.Failures));
}
