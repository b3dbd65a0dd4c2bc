using NeuralOde.Core.Data;
using NeuralOde.Core.Training;

namespace NeuralOde.Cli.Results;

/// <summary>How good a model is on one part of the data.</summary>
/// <param name="Part">train, validation or test.</param>
/// <param name="Loss">The mean loss over its examples.</param>
/// <param name="Accuracy">The fraction of targets classified rightly; NaN where nothing is classified.</param>
/// <param name="Rmse">The root mean square error of each target, in its unit (or that of its logarithm).</param>
/// <param name="Examples">The examples that count.</param>
/// <param name="Failed">The examples that could not be solved.</param>
/// <param name="Nfe">The evaluations of vector fields of one example, on average.</param>
internal sealed record PartMetrics(
    string Part,
    double Loss,
    double Accuracy,
    IReadOnlyList<KeyValuePair<string, double>> Rmse,
    int Examples,
    int Failed,
    double Nfe)
{
    /// <summary>What an evaluation says of a part.</summary>
    public static PartMetrics Of(string part, Evaluation evaluation, PreparedData data) => new(
        part,
        evaluation.Loss,
        evaluation.Accuracy,
        double.IsFinite(evaluation.Accuracy)
            ? []
            : [.. evaluation.Rmse.Select((error, i) =>
                KeyValuePair.Create(data.TargetNames[i], error * data.Targets.Deviation[i]))],
        evaluation.Counts.Examples,
        evaluation.Counts.Failed,
        (double)evaluation.Counts.NfeForward / (evaluation.Counts.Examples + evaluation.Counts.Failed));
}
