using MathNet.Numerics.Statistics;
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

    /// <summary>How long a step took against all workers being busy all the time with the same work; the
    /// middle over the steps, NaN where there is none.</summary>
    public double MedianMakespanOverIdeal => Steps.Select(step => step.MakespanOverIdeal).Median();

    /// <summary>What each worker did in the steps that it was there for: the mean share of a step in which it
    /// did not solve, and all the units that it solved; in the order of their names.</summary>
    public IEnumerable<IdleShare> MeanIdle =>
        from idle in Steps.SelectMany(step => step.Idle)
        group idle by idle.Worker into worker
        orderby worker.Key
        select new IdleShare(
            worker.Key, worker.Average(idle => idle.Share), worker.Sum(idle => idle.Units));

    /// <summary>The examples that were excluded, by kind.</summary>
    public ValueArray<FailureCount> Failures => Steps.Aggregate(
        default(ValueArray<FailureCount>), (sum, step) => FailureCount.Add(sum, step.Failures));
}
