namespace NeuralOde.TestKit;

/// <summary>The slope of a straight line through points, by least squares.</summary>
public static class Slope
{
    public static double Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }
}
