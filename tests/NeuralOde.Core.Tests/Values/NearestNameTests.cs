using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Values;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("trainin", "training")]
    [InlineData("TSIT5", "Tsit5")]
    [InlineData("Dorpi5", "Dopri5")]
    [InlineData("microbacth", "microBatch")]
    public void A_slip_finds_the_name_that_was_meant(string written, string meant) =>
        Assert.Equal(meant, NearestName.To(written, ["Tsit5", "Dopri5", "training", "microBatch"]));

    [Fact]
    public void A_name_that_is_far_from_all_finds_none() =>
        Assert.Null(NearestName.To("banana", ["Tsit5", "Dopri5", "training"]));

    [Fact]
    public void The_first_of_equally_near_names_is_given() =>
        Assert.Equal("bosh3", NearestName.To("bosh", ["bosh3", "bosh4"]));
}
