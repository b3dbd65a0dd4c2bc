using NeuralOde.Cli.Bench;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench;

public sealed class RefillTests
{
    [Fact]
    public void A_lane_that_is_free_takes_the_next_example()
    {
        int[] steps = [9, 1, 1, 1, 5];

        Assert.Equal(9, Refill.Refilled(steps, lanes: 2));
        Assert.Equal(9 + 1 + 5, Refill.TileByTile(steps, lanes: 2));
    }

    [Fact]
    public void Examples_of_one_length_fill_their_tiles_either_way()
    {
        int[] steps = [.. Enumerable.Repeat(4, 12)];

        Assert.Equal(12, Refill.Refilled(steps, lanes: 4));
        Assert.Equal(12, Refill.TileByTile(steps, lanes: 4));
    }
}
