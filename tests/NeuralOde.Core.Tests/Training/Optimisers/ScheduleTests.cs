using NeuralOde.Core.Training.Optimisers;
using Xunit;

namespace NeuralOde.Core.Tests.Training.Optimisers;

public sealed class ScheduleTests
{
    [Fact]
    public void A_constant_rate_stays() => Assert.Equal(0.1, new Schedule.Constant(0.1).At(1_000_000));

    [Fact]
    public void A_step_schedule_falls_at_its_versions()
    {
        var schedule = new Schedule.Step(1, 10, 0.5);

        Assert.Equal([1, 0.5, 0.5, 0.25], new long[] { 9, 10, 19, 20 }.Select(schedule.At));
    }

    [Fact]
    public void A_cosine_falls_from_the_rate_to_its_final_fraction_and_stays()
    {
        var schedule = new Schedule.Cosine(2, 100, 0.1);

        // The series and the system's cosine differ by a rounding or two.
        foreach (var version in new long[] { 0, 1, 17, 50, 99, 100 })
        {
            var cosine = Math.Cos(Math.PI * version / 100);
            Assert.Equal(0.2 + 1.8 * (1 + cosine) / 2, schedule.At(version), 1e-15);
        }

        Assert.Equal(schedule.At(100), schedule.At(1_000));
    }

    [Fact]
    public void An_exponential_rate_shrinks_in_every_step() =>
        Assert.Equal(3 * Math.Pow(0.99, 250), new Schedule.Exponential(3, 0.99).At(250), 1e-14);

    [Fact]
    public void Warming_up_grows_linearly_and_then_changes_nothing()
    {
        var schedule = new Schedule.WarmUp(4, new Schedule.Step(1, 5, 0.5));

        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 0.5], Enumerable.Range(0, 6).Select(v => schedule.At(v)));
    }
}
