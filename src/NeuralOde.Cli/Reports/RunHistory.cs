using NeuralOde.Cli.Monitoring;
using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Reports;

/// <summary>What the logs of a run tell of its steps.</summary>
/// <param name="Steps">The optimiser steps, by version; a step that was taken twice, after a resume, counts once.</param>
/// <param name="Failures">How many examples were excluded, by outcome.</param>
/// <param name="Examples">How many examples counted.</param>
internal sealed record RunHistory(
    IReadOnlyList<HistoryPoint> Steps, IReadOnlyDictionary<string, long> Failures, long Examples)
{
    /// <summary>The history that some events tell, in whatever order their files were read.</summary>
    public static RunHistory Of(IEnumerable<LogRecord> records)
    {
        var steps = new SortedDictionary<long, StepView>();
        var validations = new SortedDictionary<long, ValidationView>();
        foreach (var record in records)
        {
            if (record.Template == LogTemplates.StepMeasured && StepView.Of(record) is var step
                && step.At >= steps.GetValueOrDefault(step.Version, step).At)
            {
                steps[step.Version] = step;
            }

            if (record.Template == LogTemplates.Validated && ValidationView.Of(record) is var validation
                && validation.At >= validations.GetValueOrDefault(validation.Version, validation).At)
            {
                validations[validation.Version] = validation;
            }
        }

        return new(
            [
                .. from version in steps.Keys.Union(validations.Keys).Order()
                   let step = steps.GetValueOrDefault(version, StepView.None)
                   select new HistoryPoint(
                       version, step.Loss, validations.GetValueOrDefault(version, ValidationView.None).Loss,
                       step.ForwardNfe.Total / step.Examples, step.BackwardNfe.Total / step.Examples)
                   {
                       Staleness = step.Staleness,
                       Dropped = step.Dropped,
                   },
            ],
            steps.Values.SelectMany(step => step.Failures).GroupBy(failure => failure.Key)
                .ToDictionary(kind => kind.Key, kind => (long)kind.Sum(failure => failure.Value), StringComparer.Ordinal),
            steps.Values.Sum(step => step.Examples));
    }
}
