using NeuralOde.Numerics.Lanes;
using Xunit;

namespace NeuralOde.Numerics.Tests.Lanes;

public sealed class StepLookTests
{
    [Fact]
    public void Lanes_that_want_a_look_are_found_in_their_order_whatever_their_number()
    {
        for (var lanes = 0; lanes <= 25; lanes++)
        {
            for (var apart = 1; apart <= lanes + 1; apart++)
            {
                double[] looks = [.. Enumerable.Range(0, lanes).Select(lane => lane % apart == apart - 1 ? 2.0 : 0)];
                int[] wanted = [.. Enumerable.Range(0, lanes).Where(lane => looks[lane] != 0)];
                var found = new int[lanes];

                Assert.Equal(wanted, found[..StepLook.Seek(looks, found)]);
            }
        }
    }

    [Fact]
    public void A_place_for_fewer_lanes_is_refused() =>
        Assert.Throws<ArgumentException>(() => StepLook.Seek(new double[8], new int[7]));
}
