using NeuralOde.Actors.Reporting;
using NeuralOde.Cli.Bench.Clusters;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench.Clusters;

public sealed class StepTimesTests
{
    [Fact]
    public void What_is_not_solved_between_two_versions_is_outside_of_solving()
    {
        // Two workers solve 60 and 40 of the 80 ms of dealing, and a version comes every 100 ms.
        var step = new StepFigures
        {
            Version = new(1),
            ForwardNfe = new(0, 0, 0, 0),
            BackwardNfe = new(0, 0, 0, 0),
            Examples = 50,
            ExamplesPerSecond = 500,
            ElapsedMs = 80,
            MakespanOverIdeal = 1.6,
            Idle = [new(new("a"), 0.25, 3), new(new("b"), 0.5, 2)],
        };

        var times = StepTimes.Of(Enumerable.Repeat(step, 5).ToArray());

        Assert.Equal(100, times.WallMs);
        Assert.Equal(0.5, times.OutsideSolving, 12);
        Assert.Equal((1.6, 0.5, 5), (times.MakespanOverIdeal, times.Idle, times.Units));
    }
}
