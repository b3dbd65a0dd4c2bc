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

        var (state, _) = Timing.Of(3, () => 1, () => new { Number = ++prepared }, _ => { });

        Assert.Equal((1, 1), (prepared, state.Number));
    }

    [Fact]
    public void The_part_of_the_peak_is_taken_run_by_run()
    {
        var timing = new Timing(First: 1, [new(1, 2), new(2, 1), new(1, 4)]);

        Assert.Equal(50, timing.PercentOfPeak(1e9));
        Assert.Equal((1, 2), (timing.Median, timing.PeakGflops));
    }

    [Fact]
    public void A_speedup_is_that_of_the_runs_that_stood_side_by_side()
    {
        var (one, two) = (
            new Timing(First: 1, [new(2, 1), new(20, 1), new(9, 1)]), new Timing(First: 1, [new(1, 1), new(10, 1), new(3, 1)]));

        Assert.Equal(2, two.TimesFasterThan(one));
    }

    [Fact]
    public void What_is_too_short_for_the_clock_is_called_many_times()
    {
        var calls = 0;

        _ = Timing.Interleaved(1, () => 1, () => calls++);

        Assert.InRange(calls, 1_000, int.MaxValue);
    }

    [Fact]
    public void Works_take_turns_and_are_compared_with_the_larger_of_the_peaks_before_and_after()
    {
        Queue<double> peaks = new([9, 2, 3, 4, 5, 6, 1]);

        var timings = Timing.Interleaved(3, peaks.Dequeue, () => { }, () => { });

        Assert.Empty(peaks);
        Assert.Equal([9, 4, 6], timings[0].Runs.Select(run => run.PeakGflops));
        Assert.Equal([3, 5, 6], timings[1].Runs.Select(run => run.PeakGflops));
    }
}
