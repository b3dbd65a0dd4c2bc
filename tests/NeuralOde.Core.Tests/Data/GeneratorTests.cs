using NeuralOde.Core.Data.Generators;
using Xunit;

namespace NeuralOde.Core.Tests.Data;

public sealed class GeneratorTests
{
    [Fact]
    public void The_toy_problem_is_as_published()
    {
        var toy = ToyCubic.Of(10);

        Assert.Equal((-2.0, 2.0), (toy.Features[0], toy.Features[9]));
        Assert.Equal(-8.2, toy.Targets[0], 1e-15);
    }

    [Theory]
    [InlineData(1.5, 1.29199156297678639, 0.972586074434516425)]
    [InlineData(25, -0.443623486698634945, 0.279440641618938998)]
    public void The_spiral_ends_where_quadruple_precision_says(double t1, double y1, double y2)
    {
        var spiral = Trajectories.Of(Spiral.Field, Spiral.Start, new(1, 30, t1, 0), new(1));

        // The solve has tolerance 1e-12 a step; errors add up over its steps.
        Assert.Equal(y1, spiral.Targets[^2], 1e-9);
        Assert.Equal(y2, spiral.Targets[^1], 1e-9);
        Assert.Equal([2.0, 0.0], spiral.Targets.Take(2));
    }

    [Fact]
    public void The_first_trajectory_is_the_same_however_many_there_are()
    {
        var one = Trajectories.Of(LotkaVolterra.Field, LotkaVolterra.Start, new(1, 21, 20, 0), new(1));
        var three = Trajectories.Of(LotkaVolterra.Field, LotkaVolterra.Start, new(3, 21, 20, 0), new(1));

        Assert.Equal(one, three.Take(0));
        Assert.NotEqual(three.Take(1), three.Take(2));
    }

    [Fact]
    public void Friction_takes_energy_from_the_pendulum()
    {
        var pendulum = Trajectories.Of(DampedPendulum.Field, DampedPendulum.Start, new(1, 50, 10, 0), new(1));

        var energies =
            pendulum.Targets.Chunk(2).Select(y => y[1] * y[1] / 2 + 9.81 * (1 - Math.Cos(y[0]))).ToArray();

        Assert.All(energies.Zip(energies.Skip(1)), pair => Assert.True(pair.Second < pair.First));
    }

    [Fact]
    public void Noise_is_drawn_from_the_seed()
    {
        var plan = new TrajectoryPlan(1, 10, 1.5, 0.1);

        var first = Trajectories.Of(Spiral.Field, Spiral.Start, plan, new(1));

        Assert.Equal(first, Trajectories.Of(Spiral.Field, Spiral.Start, plan, new(1)));
        Assert.NotEqual(first, Trajectories.Of(Spiral.Field, Spiral.Start, plan, new(2)));
    }
}
