using Xunit;

namespace NeuralOde.Numerics.Tests.Convolutions;

public sealed class PoolingTests
{
    private const int Lanes = 8;
    private static readonly WindowGrid Grid = new(new(1, 2, 3), new(2, 2));

    [Fact]
    public void The_first_of_equal_pixels_is_picked()
    {
        var picked = new double[2 * Lanes];

        Pooling.Pick<double>(Shared([1, 3, 3, 3, 2, 0]), Shared([10, 20, 30, 40, 50, 60]), new(Grid, Lanes), picked);

        Assert.Equal(20, picked[0]);
        Assert.Equal(20, picked[Lanes]);
    }

    [Fact]
    public void What_two_windows_put_back_at_one_pixel_is_added()
    {
        var image = new double[6 * Lanes];

        Pooling.PutBack<double>(Shared([1, 3, 3, 3, 2, 0]), Shared([5, 7]), new(Grid, Lanes), image);

        Assert.Equal([0, 12, 0, 0, 0, 0], Enumerable.Range(0, 6).Select(pixel => image[pixel * Lanes + 5]));
    }

    [Fact]
    public void A_pixel_that_no_window_covers_gets_nothing()
    {
        var image = new double[4 * Lanes];

        Pooling.Spread<double>(Shared([3]), new(new(new(1, 1, 4), new(1, 2, 3)), Lanes), image);

        Assert.Equal([3, 3, 0, 0], Enumerable.Range(0, 4).Select(pixel => image[pixel * Lanes]));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(4, 1, 0)]
    [InlineData(2, 0, 0)]
    [InlineData(2, 1, 2)]
    [InlineData(2, 1, -1)]
    public void A_window_that_does_not_fit_is_not_valid(int size, int stride, int padding) =>
        Assert.False(new WindowGrid(new(1, 3, 3), new(size, size, stride, padding)).IsValid);

    [Fact]
    public void A_destination_of_another_size_is_refused() => Assert.Throws<ArgumentException>(
        () => Pooling.Sum<double>(Shared([1, 2, 3, 4, 5, 6]), new(Grid, Lanes), new double[3]));

    private static Operand<double> Shared(double[] values) => new(values, 1, true);
}
