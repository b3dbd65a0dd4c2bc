using System.Numerics;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Training;

/// <summary>Measures predictions against targets, and gives the cotangent of the prediction.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal sealed class LossWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Prediction = 0;
    private const int Target = 1;
    private const int Weight = 2;
    private const int LossCotangent = 3;
    private const int WeightCotangent = 4;
    private readonly Loss _loss;
    private readonly int _features;
    private readonly RowPlanWorkspace<T> _forward;
    private readonly RowPlanWorkspace<T> _pullback;
    private readonly KeptWorkspace<T> _rowLosses = new();
    private readonly KeptWorkspace<T> _rowWeights = new();
    private readonly KeptWorkspace<T> _rowCotangents = new();
    private readonly KeptWorkspace<T> _zeros = new();
    private readonly KeptWorkspace<double> _weights = new();
    private readonly KeptWorkspace<T> _cotangent = new();

    /// <summary>Prepares for a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="features">The number of features of a prediction.</param>
    public LossWorkspace(Loss loss, int features)
    {
        (_loss, _features) = (loss, features);
        var program = loss.Program(features);
        _forward = new(program);
        _pullback = new(Pullback.Of(program, Prediction));
    }

    /// <summary>Measures every example.</summary>
    /// <param name="prediction">One row an observation; shape [observations, features].</param>
    /// <param name="examples">The targets and weights.</param>
    /// <param name="records">Receives loss, weight and what was classified rightly; shape [examples].</param>
    /// <exception cref="ArgumentException">
    /// There are other numbers of rows or features than of targets.
    /// </exception>
    public void Forward(
        ReadOnlySpan<T> prediction, GatheredWorkspace<T> examples, Span<ExampleRecord> records)
    {
        Misuse.SameLength(examples.Targets.Length, examples.Times.Length * _features);
        if (prediction.Length != examples.Targets.Length) throw OtherRows(prediction, examples);
        var rowLosses = _rowLosses.Sized(examples.Times.Length);
        var rowWeights = _rowWeights.Sized(examples.Times.Length);
        for (var first = 0; first < rowLosses.Length; first += RowPlanWorkspace<T>.Lanes)
        {
            _forward.Load(Prediction, prediction, first);
            _forward.Load(Target, examples.Targets, first);
            _forward.Load(Weight, examples.Weights, first);
            _forward.Run();
            _forward.Store(0, rowLosses, first);
            _forward.Store(1, rowWeights, first);
        }

        _ = _weights.Sized(examples.Count);
        for (var example = 0; example < examples.Count; example++)
        {
            ref var record = ref records[example];
            record = Measured(record, example, examples);
            if (_loss.Classifies) record = Classified(record, example, prediction, examples);
        }
    }

    /// <summary>
    /// The cotangent of the prediction of the last forward pass; shape [observations, features].
    /// </summary>
    /// <param name="prediction">The prediction of that pass; shape [observations, features].</param>
    /// <param name="examples">Its targets and weights.</param>
    public ReadOnlySpan<T> Cotangent(ReadOnlySpan<T> prediction, GatheredWorkspace<T> examples)
    {
        var rowCotangents = _rowCotangents.Sized(examples.Times.Length);
        var zeros = _zeros.Cleared(examples.Times.Length);
        for (var example = 0; example < examples.Count; example++)
        {
            rowCotangents[RowsOf(example, examples)].Fill(T.CreateChecked(Share(example)));
        }

        var cotangent = _cotangent.Sized(prediction.Length);
        for (var first = 0; first < rowCotangents.Length; first += RowPlanWorkspace<T>.Lanes)
        {
            _pullback.Load(Prediction, prediction, first);
            _pullback.Load(Target, examples.Targets, first);
            _pullback.Load(Weight, examples.Weights, first);
            _pullback.LoadCotangent(LossCotangent, rowCotangents, first);
            _pullback.LoadCotangent(WeightCotangent, zeros, first);
            _pullback.Run();
            _pullback.Store(0, cotangent, first);
        }

        return cotangent;
    }

    private ArgumentException OtherRows(ReadOnlySpan<T> prediction, GatheredWorkspace<T> examples) => new(
        $"The model predicts {prediction.Length / _features} rows, but there are {examples.Times.Length} targets. "
        + "Let its ode stage hand on at observations, or give each example one observation.");

    private ExampleRecord Measured(in ExampleRecord record, int example, GatheredWorkspace<T> examples)
    {
        var (loss, weight) = (0.0, 0.0);
        for (var row = examples.TimeOffsets[example]; row < examples.TimeOffsets[example + 1]; row++)
        {
            loss += double.CreateChecked(_rowLosses.Values[row]);
            weight += double.CreateChecked(_rowWeights.Values[row]);
        }

        _weights.Values[example] = weight;
        return record with { Loss = loss * Share(example), Weight = weight };
    }

    private ExampleRecord Classified(
        in ExampleRecord record, int example, ReadOnlySpan<T> prediction, GatheredWorkspace<T> examples)
    {
        var (correct, classified) = (0, 0);
        for (var row = examples.TimeOffsets[example]; row < examples.TimeOffsets[example + 1]; row++)
        {
            if (_rowWeights.Values[row] == T.Zero) continue;
            var features = new Range(row * _features, (row + 1) * _features);
            correct += Largest(prediction[features]) == Largest(examples.Targets[features]) ? 1 : 0;
            classified++;
        }

        return record with { Correct = correct, Classified = classified };
    }

    private static int Largest(ReadOnlySpan<T> features)
    {
        var largest = 0;
        for (var f = 1; f < features.Length; f++)
            if (features[f] > features[largest]) largest = f;
        return largest;
    }

    // What a row's loss is multiplied by in the loss of its example.
    private double Share(int example) => _weights.Values[example] switch
    {
        0 => 0,
        var weight => _loss.IsMean ? 1 / weight : 1,
    };

    private static Range RowsOf(int example, GatheredWorkspace<T> examples) =>
        examples.TimeOffsets[example]..examples.TimeOffsets[example + 1];
}
