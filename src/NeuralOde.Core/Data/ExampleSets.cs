using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data;

/// <summary>The usual ways to make examples of arrays.</summary>
public static class ExampleSets
{
    /// <summary>Examples with one target each, at the end of the time from 0 to 1.</summary>
    /// <param name="features">What a model is given; shape [examples, inputFeatures], by rows.</param>
    /// <param name="inputFeatures">The number of columns of <paramref name="features"/>; at least 1.</param>
    /// <param name="targets">
    /// What is wanted; shape [examples, targetFeatures], by rows; NaN where it is missing.
    /// </param>
    /// <param name="targetFeatures">The number of columns of <paramref name="targets"/>; at least 1.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    public static Examples<T> OneTarget<T>(
        ReadOnlySpan<T> features, int inputFeatures, ReadOnlySpan<T> targets, int targetFeatures)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var count = features.Length / inputFeatures;
        return new Examples<T>
        {
            InputFeatures = inputFeatures,
            TargetFeatures = targetFeatures,
            Features = ValueArray.Of(features),
            T0 = Rows.Frozen(new double[count]),
            TimeOffsets = [.. Enumerable.Range(0, count + 1)],
            Times = [.. Enumerable.Repeat(1.0, count)],
            Targets = WithoutMissing(targets),
            Weights = Presence(targets),
        }.Checked();
    }

    /// <summary>One example: a trajectory from its first observation on.</summary>
    /// <param name="times">
    /// When it is observed, in ascending or descending order; shape [times], at least 1.
    /// </param>
    /// <param name="values">
    /// What is observed; shape [times, features], by rows; NaN where it is missing.
    /// </param>
    /// <param name="initial">The state at times[0]; shape [features].</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    public static Examples<T> Trajectory<T>(
        ReadOnlySpan<double> times, ReadOnlySpan<T> values, ReadOnlySpan<T> initial)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.Unless(times.Length > 0, "A trajectory needs at least one time.");
        return new Examples<T>
        {
            InputFeatures = initial.Length,
            TargetFeatures = values.Length / times.Length,
            Features = ValueArray.Of(initial),
            T0 = [times[0]],
            TimeOffsets = [0, times.Length],
            Times = ValueArray.Of(times),
            Targets = WithoutMissing(values),
            Weights = Presence(values),
        }.Checked();
    }

    /// <summary>The examples of several sets, one behind the other.</summary>
    /// <param name="sets">The sets; they have the same features.</param>
    /// <exception cref="ArgumentException">The features differ.</exception>
    public static Examples<T> Joined<T>(params ReadOnlySpan<Examples<T>> sets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var all = sets.ToArray();
        var starts = all.Select((_, i) => all.Take(i).Sum(set => set.Times.Count));
        return new Examples<T>
        {
            InputFeatures = all.Length == 0 ? 0 : all[0].InputFeatures,
            TargetFeatures = all.Length == 0 ? 0 : all[0].TargetFeatures,
            ExogenousFeatures = all.Length == 0 ? 0 : all[0].ExogenousFeatures,
            Features = [.. all.SelectMany(set => set.Features)],
            Exogenous = [.. all.SelectMany(set => set.Exogenous)],
            T0 = [.. all.SelectMany(set => set.T0)],
            TimeOffsets = [0, .. all.Zip(starts, (set, start) => set.TimeOffsets.Skip(1).Select(end => start + end))
                .SelectMany(ends => ends)],
            Times = [.. all.SelectMany(set => set.Times)],
            Targets = [.. all.SelectMany(set => set.Targets)],
            Weights = [.. all.SelectMany(set => set.Weights)],
        }.Checked();
    }

    private static ValueArray<T> WithoutMissing<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var known = values.ToArray();
        foreach (ref var value in known.AsSpan())
            if (T.IsNaN(value)) value = T.Zero;
        return Rows.Frozen(known);
    }

    private static ValueArray<T> Presence<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var weights = new T[values.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = T.IsNaN(values[i]) ? T.Zero : T.One;
        return Rows.Frozen(weights);
    }
}
