using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Training.Optimisers;

public sealed class GradientsTests
{
    [Fact]
    public void The_mean_is_the_sum_over_the_count() => Assert.Equal(
        FlatVector.Of<double>([0.5, -1]), Gradients.Mean(FlatVector.Of<double>([2, -4]), 4));

    [Fact]
    public void The_mean_over_no_example_is_refused() =>
        Assert.Throws<ArgumentException>(() => Gradients.Mean(FlatVector.Of<double>([2]), 0));

    [Fact]
    public void The_norm_is_summed_block_by_block()
    {
        var values = Enumerable.Range(0, 200_000).Select(i => 1 / (1.0 + i)).ToArray();
        var blocks = values.Chunk(65_536)
            .Select(block => block.Aggregate(0.0, (sum, x) => Math.FusedMultiplyAdd(x, x, sum)));

        var norm = Gradients.Norm(FlatVector.Of<double>(values));

        Assert.Equal(Math.Sqrt(blocks.Aggregate(0.0, (sum, block) => sum + block)), norm);
    }

    [Fact]
    public void The_norm_of_single_numbers_is_taken_in_double() =>
        Assert.Equal(Math.Sqrt(2) * 1e30f, Gradients.Norm(FlatVector.Of<float>([1e30f, -1e30f])), 1e15);

    [Theory]
    [InlineData(0, 5)]
    [InlineData(10, 5)]
    [InlineData(1, 1)]
    public void A_gradient_is_shortened_to_the_clipping_norm(double maximum, double expected)
    {
        var gradient = FlatVector.Of<double>([3, -4]);

        Assert.Equal(expected, Gradients.Norm(Gradients.Clipped(gradient, 5, maximum)), 1e-15);
    }
}
