using System.Numerics;
using System.Numerics.Tensors;
using NeuralOde.Core.Models;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>
/// Solves micro-batches of one model again and again, without allocating once it has grown to their size.
/// </summary>
/// <remarks>
/// Used by one thread at a time, which writes to nothing but it and the gradient that it is given; its pipeline is in
/// <c>MicroBatchGradient.cs</c>.
/// </remarks>
/// <typeparam name="T">The type of the numbers.</typeparam>
public sealed partial class MicroBatchWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GatheredWorkspace<T> _examples = new();
    private readonly ModelWorkspace<T> _model;
    private readonly LossWorkspace<T> _loss;
    private readonly KeptWorkspace<int> _remaining = new();
    private readonly KeptWorkspace<int> _places = new();
    private readonly KeptWorkspace<ExampleRecord> _records = new();

    /// <summary>Prepares for a model and a loss.</summary>
    /// <param name="model">What predicts.</param>
    /// <param name="loss">What measures the prediction.</param>
    public MicroBatchWorkspace(Model model, Loss loss)
    {
        _model = new(model);
        _loss = new(loss, model.OutputFeatures);
    }

    /// <summary>
    /// How each example of the last micro-batch went, failed ones included; shape [micro-batch].
    /// </summary>
    public ReadOnlySpan<ExampleRecord> Records => _records.Values;

    // The examples that have not failed, as indices into the shard.
    private ReadOnlySpan<int> Remaining => _remaining.Values;

    private void Begin(ReadOnlySpan<int> indices)
    {
        _remaining.Keep(indices);
        _ = _records.Cleared(indices.Length);
        var places = _places.Sized(indices.Length);
        for (var i = 0; i < places.Length; i++) places[i] = i;
    }

    /// <summary>Takes the failed examples out of those that remain.</summary>
    /// <returns>True when there were any: the others are to be solved without them.</returns>
    private bool ExcludeFailed()
    {
        var good = 0;
        for (var i = 0; i < _remaining.Values.Length; i++)
        {
            ref readonly var record = ref _model.Records[i];
            _records.Values[_places.Values[i]] = record;
            if (!record.IsGood) continue;
            _remaining.Values[good] = _remaining.Values[i];
            _places.Values[good] = _places.Values[i];
            good++;
        }

        var failed = good < _remaining.Values.Length;
        _ = _remaining.Sized(good);
        return failed;
    }

    /// <summary>
    /// The counts, the way back included. A gradient that is not finite would spoil every sum that it enters:
    /// it is set to 0, and none of the examples counts.
    /// </summary>
    private MicroBatchStatistics CountUnlessNotFinite(Span<T> gradient)
    {
        var isFinite = TensorPrimitives.IsFiniteAll<T>(gradient);
        if (!isFinite) gradient.Clear();
        for (var i = 0; i < _remaining.Values.Length; i++)
        {
            var record = _model.Records[i];
            _records.Values[_places.Values[i]] = isFinite ? record : record with { Loss = double.NaN };
        }

        return MicroBatchStatistics.Of(Records);
    }
}
