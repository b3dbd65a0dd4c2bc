using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data;

/// <summary>One trajectory as it was observed.</summary>
/// <param name="Features">What is observed at each time.</param>
/// <param name="Times">When; ascending; shape [Count].</param>
/// <param name="Values">What; shape [Count, Features], by rows; NaN where a value is missing.</param>
public sealed record Series(int Features, ValueArray<double> Times, ValueArray<double> Values)
{
    /// <summary>The number of times.</summary>
    public int Count => Times.Count;

    /// <summary>The observations from one on.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    public Series Slice(int start, int count) => this with
    {
        Times = ValueArray.Of(Times.AsSpan().Slice(start, count)),
        Values = ValueArray.Of(Values.AsSpan().Slice(start * Features, count * Features)),
    };

    /// <summary>The observations up to a time, itself included.</summary>
    public Series Until(double time) => Slice(0, CountUntil(time));

    /// <summary>The observations after a time.</summary>
    public Series After(double time) => Slice(CountUntil(time), Count - CountUntil(time));

    /// <summary>The same observations on another clock: an origin becomes 0, and a unit 1.</summary>
    public Series OnClock(double origin, double unit) =>
        this with { Times = [.. Times.Select(time => (time - origin) / unit)] };

    /// <summary>The means of each calendar month; missing values do not count.</summary>
    /// <remarks>
    /// Times must be days since 1970-01-01; those of the result are months from January of the year 0.
    /// </remarks>
    public Series MonthlyMeans()
    {
        var months = Times.Select(TimeColumn.Month).ToArray();
        var groups =
            Enumerable.Range(0, Count).GroupBy(row => months[row]).OrderBy(group => group.Key).ToArray();
        var means = from rows in groups
                    from feature in Enumerable.Range(0, Features)
                    let known = rows.Select(row => Values[row * Features + feature]).Where(double.IsFinite).ToArray()
                    select known.Length == 0 ? double.NaN : Statistics.Mean(known);
        return this with { Times = [.. groups.Select(group => (double)group.Key)], Values = [.. means] };
    }

    /// <summary>Cuts the trajectory into pieces of equal length, from the front.</summary>
    /// <param name="length">The observations of a piece; 0 takes the trajectory whole.</param>
    /// <param name="stride">How many observations apart the pieces start; at least 1.</param>
    /// <exception cref="ArgumentException"><paramref name="stride"/> is not positive.</exception>
    public IEnumerable<Series> Windows(int length, int stride)
    {
        Misuse.Unless(stride > 0, $"The windows of a series cannot start {stride} observations apart.");
        return length == 0 || length >= Count
            ? [this]
            : Enumerable.Range(0, (Count - length) / stride + 1).Select(
                window => Slice(window * stride, length));
    }

    /// <summary>
    /// The trajectory as an example: it starts at its first observation, which must be complete.
    /// </summary>
    public Examples<double> ToExample() => ExampleSets.Trajectory(
        Times.AsSpan(), Values.AsSpan(), Values.AsSpan()[..Features]);

    /// <summary>The trajectory from its first complete observation on; empty when there is none.</summary>
    public Series FromFirstComplete()
    {
        var start = Enumerable.Range(0, Count)
            .TakeWhile(row => Values.AsSpan().Slice(row * Features, Features).Contains(double.NaN)).Count();
        return Slice(start, Count - start);
    }

    private int CountUntil(double time) => Times.Count(at => at <= time);
}
