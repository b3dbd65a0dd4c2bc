using System.Numerics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>How good a model is on examples; failed examples are left out of all but the counts.</summary>
/// <param name="Loss">The mean loss over the examples that count; NaN if none does.</param>
/// <param name="Rmse">
/// The root mean square error of each target, in its unit; NaN where it is never observed.
/// </param>
/// <param name="Accuracy">
/// The fraction of observations classified rightly; NaN where nothing is classified.
/// </param>
/// <param name="Counts">What was counted.</param>
public sealed record Evaluation(
    double Loss, ValueArray<double> Rmse, double Accuracy, MicroBatchStatistics Counts)
{
    /// <summary>Predicts the examples and measures the prediction.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <param name="examples">The examples.</param>
    /// <exception cref="ArgumentException">Examples, parameters and model do not fit together.</exception>
    public static Evaluation Of<T>(Model model, Loss loss, FlatVector parameters, Examples<T> examples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of(loss, Prediction<T>.Of(model, parameters, examples), examples);

    /// <summary>Measures a prediction that was made for the examples.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">One row an observation.</param>
    /// <param name="examples">The examples.</param>
    /// <exception cref="ArgumentException">
    /// The prediction has other rows than the examples have targets.
    /// </exception>
    public static Evaluation Of<T>(Loss loss, Prediction<T> prediction, Examples<T> examples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gathered = new GatheredWorkspace<T>();
        gathered.Gather(examples, [.. Enumerable.Range(0, examples.Count)]);
        ExampleRecord[] records = [.. prediction.Records];
        var workspace = new LossWorkspace<T>(loss, prediction.Features);
        workspace.Forward(prediction.Values.AsSpan(), gathered, records);
        var counts = MicroBatchStatistics.Of(records);
        return new(
            counts.Loss / counts.Examples,
            [.. Enumerable.Range(0, prediction.Features).Select(f => RmseOf(f, prediction, examples, records))],
            (double)counts.Correct / counts.Classified,
            counts);
    }

    private static double RmseOf<T>(
        int feature, Prediction<T> prediction, Examples<T> examples, ReadOnlySpan<ExampleRecord> records)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (squares, weights) = (0.0, 0.0);
        for (var example = 0; example < examples.Count; example++)
        {
            if (!records[example].IsGood) continue;
            for (var row = examples.TimeOffsets[example]; row < examples.TimeOffsets[example + 1]; row++)
            {
                var at = row * prediction.Features + feature;
                var weight = double.CreateChecked(examples.Weights[at]);
                var error = double.CreateChecked(prediction.Values[at] - examples.Targets[at]);
                squares += weight * error * error;
                weights += weight;
            }
        }

        return Math.Sqrt(squares / weights);
    }
}
