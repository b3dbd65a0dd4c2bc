using System.Numerics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Models;

/// <summary>The examples of a micro-batch, gathered one behind the other.</summary>
/// <typeparam name="T">The type of features and targets.</typeparam>
internal sealed class GatheredWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly KeptWorkspace<T> _features = new();
    private readonly KeptWorkspace<T> _exogenous = new();
    private readonly KeptWorkspace<double> _t0 = new();
    private readonly KeptWorkspace<int> _timeOffsets = new();
    private readonly KeptWorkspace<double> _times = new();
    private readonly KeptWorkspace<T> _targets = new();
    private readonly KeptWorkspace<T> _weights = new();

    /// <summary>The number of examples.</summary>
    public int Count => _t0.Values.Length;

    /// <summary>What the first stage takes; shape [examples, InputFeatures].</summary>
    public ReadOnlySpan<T> Features => _features.Values;

    /// <summary>The inputs of each example's own; shape [examples, ExogenousFeatures].</summary>
    public ReadOnlySpan<T> Exogenous => _exogenous.Values;

    /// <summary>The start of each example's time; shape [examples].</summary>
    public ReadOnlySpan<double> T0 => _t0.Values;

    /// <summary>Where each example's observations begin; shape [examples + 1].</summary>
    public ReadOnlySpan<int> TimeOffsets => _timeOffsets.Values;

    /// <summary>The times of all observations; shape [observations].</summary>
    public ReadOnlySpan<double> Times => _times.Values;

    /// <summary>What is wanted; shape [observations, TargetFeatures].</summary>
    public ReadOnlySpan<T> Targets => _targets.Values;

    /// <summary>How much each target counts; shape [observations, TargetFeatures].</summary>
    public ReadOnlySpan<T> Weights => _weights.Values;

    /// <summary>The time of an example's last observation, or of its start if it has none.</summary>
    public double EndOf(int example) =>
        TimeOffsets[example] < TimeOffsets[example + 1] ? Times[TimeOffsets[example + 1] - 1] : T0[example];

    /// <summary>Gathers examples in place of those before.</summary>
    /// <param name="examples">Where they are taken from.</param>
    /// <param name="indices">Which, in order; shape [gathered].</param>
    public void Gather(Examples<T> examples, ReadOnlySpan<int> indices)
    {
        Copy(examples.Features.AsSpan(), examples.InputFeatures, indices, _features);
        Copy(examples.Exogenous.AsSpan(), examples.ExogenousFeatures, indices, _exogenous);
        Copy(examples.T0.AsSpan(), 1, indices, _t0);
        var from = examples.TimeOffsets.AsSpan();
        var offsets = _timeOffsets.Sized(indices.Length + 1);
        offsets[0] = 0;
        for (var i = 0; i < indices.Length; i++)
            offsets[i + 1] = offsets[i] + from[indices[i] + 1] - from[indices[i]];

        var times = _times.Sized(offsets[^1]);
        var targets = _targets.Sized(times.Length * examples.TargetFeatures);
        var weights = _weights.Sized(targets.Length);
        for (var i = 0; i < indices.Length; i++)
        {
            var rows = new Range(from[indices[i]], from[indices[i] + 1]);
            var numbers = new Range(
                rows.Start.Value * examples.TargetFeatures, rows.End.Value * examples.TargetFeatures);
            examples.Times.AsSpan()[rows].CopyTo(times[offsets[i]..]);
            examples.Targets.AsSpan()[numbers].CopyTo(targets[(offsets[i] * examples.TargetFeatures)..]);
            examples.Weights.AsSpan()[numbers].CopyTo(weights[(offsets[i] * examples.TargetFeatures)..]);
        }
    }

    private static void Copy<TItem>(
        ReadOnlySpan<TItem> table, int width, ReadOnlySpan<int> indices, KeptWorkspace<TItem> into)
        where TItem : unmanaged
    {
        var rows = into.Sized(indices.Length * width);
        for (var i = 0; i < indices.Length; i++)
            table.Slice(indices[i] * width, width).CopyTo(rows[(i * width)..]);
    }
}
