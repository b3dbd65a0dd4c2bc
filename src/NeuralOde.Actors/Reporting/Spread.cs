using MathNet.Numerics.Statistics;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Reporting;

/// <summary>How counts spread over examples.</summary>
/// <param name="Median">Half of them are at most this.</param>
/// <param name="NinetiethPercentile">Nine tenths of them are at most this.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="Total">Their sum.</param>
public sealed record Spread(double Median, double NinetiethPercentile, double Maximum, double Total)
{
    /// <summary>The spread of counts; all 0 where there is none.</summary>
    public static Spread Of(ValueArray<int> counts)
    {
        if (counts.Count == 0) return new(0, 0, 0, 0);
        var sorted = counts.Order().Select(count => (double)count).ToArray();
        return new(
            SortedArrayStatistics.Median(sorted),
            SortedArrayStatistics.Quantile(sorted, 0.9),
            sorted[^1],
            sorted.Sum());
    }
}
