using Xunit;

namespace NeuralOde.Numerics.Tests;

public sealed class FmaPeakTests
{
    [Fact]
    public void Every_accumulator_is_used_in_every_round()
    {
        const int Rounds = 100_000;
        Span<double> result = stackalloc double[1];

        FmaPeak.Run(Rounds, result);

        // Each of the 12 vectors grows to 1 by 1/rounds at a time; of three of them the second and the third are
        // weighed by as much. The tolerance is what 100,000 roundings of a sum below 1 can come to, in 32 places.
        var lanes = FmaPeak.Operations<double>(1) / 24;
        Assert.Equal(4 * lanes * (1 + 2.0 / Rounds), result[0], 1e-9);
    }

    [Fact]
    public void The_operations_are_two_for_each_number_of_each_accumulator() =>
        Assert.Equal(2 * FmaPeak.Operations<double>(7), FmaPeak.Operations<float>(7));
}
