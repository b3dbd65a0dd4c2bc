using NeuralOde.Cli.Bench;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench;

public sealed class TimingTests
{
    [Theory]
    [InlineData(2, new[] { 3.0, 1, 2 })]
    [InlineData(2.5, new[] { 4.0, 1, 2, 3 })]
    public void The_median_is_in_the_middle(double median, double[] values) =>
        Assert.Equal(median, Timing.MedianOf(values));

    [Fact]
    public void What_is_measured_is_prepared_once()
    {
        var prepared = 0;

        var (state, _) = Timing.Of(3, () => new { Number = ++prepared }, _ => { });

        Assert.Equal((1, 1), (prepared, state.Number));
    }
}
