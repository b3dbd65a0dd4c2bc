using NeuralOde.Core.Data;
using Xunit;

namespace NeuralOde.Core.Tests.Data;

public sealed class ImageShiftTests
{
    private static readonly Examples<double> Two =
        ExampleSets.OneTarget<double>([1, 2, 3, 4, 5, 6, 7, 8], 4, [0, 1], 1);

    [Fact]
    public void Every_image_stands_once_as_it_is_and_once_moved_in_each_direction()
    {
        var copies = ImageShift.Copies(Two, distance: 1);

        Assert.Equal(10, copies.Count);
        Assert.Equal(
            [
                1, 2, 3, 4, 5, 6, 7, 8,
                3, 4, 0, 0, 7, 8, 0, 0,
                0, 0, 1, 2, 0, 0, 5, 6,
                2, 0, 4, 0, 6, 0, 8, 0,
                0, 1, 0, 3, 0, 5, 0, 7,
            ],
            copies.Features);
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], copies.Targets);
    }

    [Theory]
    [InlineData(64, 8)]
    [InlineData(1, 1)]
    [InlineData(63, 0)]
    public void The_width_is_that_of_a_square(int pixels, int width) => Assert.Equal(width, ImageShift.WidthOf(pixels));

    [Fact]
    public void Images_that_are_not_square_are_refused() =>
        Assert.Throws<ArgumentException>(() => ImageShift.Copies(ExampleSets.OneTarget<double>([1, 2, 3], 3, [0], 1), 1));
}
