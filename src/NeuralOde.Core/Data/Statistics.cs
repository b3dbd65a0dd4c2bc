namespace NeuralOde.Core.Data;

/// <summary>Sums in the order of the values, so that they have the same bits everywhere.</summary>
internal static class Statistics
{
    /// <summary>The mean of some numbers, at least one.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    /// <summary>The root of the mean squared distance from a mean.</summary>
    public static double Deviation(ReadOnlySpan<double> values, double mean)
    {
        var sum = 0.0;
        foreach (var value in values) sum += (value - mean) * (value - mean);
        return Math.Sqrt(sum / values.Length);
    }
}
