using Xunit;

namespace NeuralOde.Numerics.Tests;

public sealed class FmaPeakTests
{
    [Fact]
    public void Every_accumulator_ends_at_the_fixed_point_of_its_recurrence()
    {
        Span<double> result = stackalloc double[1];

        FmaPeak.Run(100_000, result);

        // Each of the 12 vectors tends to x = 0.999·x + 0.001 = 1; the last three steps
        // weigh them by 0.999², 0.999 and 1.
        var lanes = FmaPeak.Operations<double>(1) / 24;
        Assert.Equal(4 * lanes * (0.999 * 0.999 + 0.999 + 1), result[0], 1e-9);
    }

    [Fact]
    public void The_operations_are_two_for_each_number_of_each_accumulator() =>
        Assert.Equal(2 * FmaPeak.Operations<double>(7), FmaPeak.Operations<float>(7));
}
