using System.Numerics;
using System.Runtime.InteropServices;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data;

/// <summary>Examples to learn from: where each starts, and what is wanted of it at which times.</summary>
/// <typeparam name="T">The type of features and targets; times are always double.</typeparam>
/// <remarks>A classification or regression example has one time, its end, and its target there.</remarks>
public sealed record Examples<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of features that an example starts with.</summary>
    public required int InputFeatures { get; init; }

    /// <summary>The number of features of a target.</summary>
    public required int TargetFeatures { get; init; }

    /// <summary>The number of inputs that each example has of its own.</summary>
    public int ExogenousFeatures { get; init; }

    /// <summary>
    /// What a model is given, such as y0 or the pixels; shape [Count, InputFeatures], by rows.
    /// </summary>
    public required ValueArray<T> Features { get; init; }

    /// <summary>The inputs of each example's own; shape [Count, ExogenousFeatures], by rows.</summary>
    public ValueArray<T> Exogenous { get; init; }

    /// <summary>The start of each example's time; shape [Count]; in the unit of the data.</summary>
    public required ValueArray<double> T0 { get; init; }

    /// <summary>
    /// Where each example's times begin in <see cref="Times"/>; shape [Count + 1], from 0 to ΣK.
    /// </summary>
    public required ValueArray<int> TimeOffsets { get; init; }

    /// <summary>The times at which targets stand; shape [ΣK]; in the unit of the data.</summary>
    public required ValueArray<double> Times { get; init; }

    /// <summary>What is wanted; shape [ΣK, TargetFeatures], by rows; 0 where it is missing.</summary>
    public required ValueArray<T> Targets { get; init; }

    /// <summary>
    /// How much each target counts; shape [ΣK, TargetFeatures], by rows; 0 where it is missing.
    /// </summary>
    public required ValueArray<T> Weights { get; init; }

    /// <summary>The number of examples.</summary>
    public int Count => T0.Count;

    /// <summary>The examples at <paramref name="indices"/>, in that order; shape [taken].</summary>
    /// <exception cref="ArgumentException">An index is not in [0, Count).</exception>
    public Examples<T> Take(params ReadOnlySpan<int> indices)
    {
        var offsets = new int[indices.Length + 1];
        var rows = new List<int>(indices.Length);
        for (var i = 0; i < indices.Length; i++)
        {
            Misuse.Unless((uint)indices[i] < (uint)Count, $"There is no example {indices[i]} among {Count}.");
            for (var row = TimeOffsets[indices[i]]; row < TimeOffsets[indices[i] + 1]; row++) rows.Add(row);
            offsets[i + 1] = rows.Count;
        }

        var taken = CollectionsMarshal.AsSpan(rows);
        return this with
        {
            Features = Rows.Take(Features, InputFeatures, indices),
            Exogenous = Rows.Take(Exogenous, ExogenousFeatures, indices),
            T0 = Rows.Take(T0, 1, indices),
            TimeOffsets = Rows.Frozen(offsets),
            Times = Rows.Take(Times, 1, taken),
            Targets = Rows.Take(Targets, TargetFeatures, taken),
            Weights = Rows.Take(Weights, TargetFeatures, taken),
        };
    }

    /// <summary>The examples from <paramref name="start"/> on, <paramref name="count"/> of them.</summary>
    /// <exception cref="ArgumentException">They are not all there.</exception>
    public Examples<T> Slice(int start, int count) => Take([.. Enumerable.Range(start, count)]);

    /// <summary>The same examples in another number type.</summary>
    public Examples<TOther> To<TOther>()
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> => new()
        {
            InputFeatures = InputFeatures,
            TargetFeatures = TargetFeatures,
            ExogenousFeatures = ExogenousFeatures,
            Features = Rows.Converted<T, TOther>(Features),
            Exogenous = Rows.Converted<T, TOther>(Exogenous),
            T0 = T0,
            TimeOffsets = TimeOffsets,
            Times = Times,
            Targets = Rows.Converted<T, TOther>(Targets),
            Weights = Rows.Converted<T, TOther>(Weights),
        };

    /// <summary>These examples, if their arrays fit together.</summary>
    /// <exception cref="ArgumentException">
    /// An array has the wrong length, or the offsets are not ordered.
    /// </exception>
    public Examples<T> Checked()
    {
        Misuse.SameLength(Features.Count, Count * InputFeatures);
        Misuse.SameLength(Exogenous.Count, Count * ExogenousFeatures);
        Misuse.SameLength(TimeOffsets.Count, Count + 1);
        Misuse.Unless(TimeOffsets[0] == 0, "TimeOffsets must begin with 0.");
        Misuse.SameLength(TimeOffsets[Count], Times.Count);
        for (var i = 0; i < Count; i++)
        {
            Misuse.Unless(
                TimeOffsets[i] <= TimeOffsets[i + 1],
                $"TimeOffsets must not fall, but do after example {i}.");
        }

        Misuse.SameLength(Targets.Count, Times.Count * TargetFeatures);
        Misuse.SameLength(Weights.Count, Targets.Count);
        return this;
    }
}
