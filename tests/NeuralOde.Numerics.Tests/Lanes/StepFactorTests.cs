using NeuralOde.Numerics.Lanes;
using NeuralOde.Numerics.Tests.Functions;
using NeuralOde.Numerics.Vectors;
using NeuralOde.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Lanes;

[Trait("Category", "Bits")]
public sealed class StepFactorTests(ITestOutputHelper output)
{
    private static readonly double[] Special = [.. Arguments.Special<double>().Select(Math.Abs)];

    [Fact]
    public void Factors_have_the_same_bits_at_every_width()
    {
        var results = new List<double[]>();
        foreach (var lanes in (int[])[8, 16, 24, 32, 160])
        {
            var expected = At<Wide1<double>>(lanes);
            SameBits.Assert(expected, At<Wide128<double>>(lanes));
            SameBits.Assert(expected, At<Wide256<double>>(lanes));
            SameBits.Assert(expected, At<Wide512<double>>(lanes));

            results.Add(SameBits.WithOneNaN(expected));
        }

        output.WriteLine($"step factors double {Fingerprint.Of(results)}");
    }

    [Fact]
    public void A_factor_is_the_power_of_the_errors_within_its_bounds()
    {
        var factors = At<Wide1<double>>(160)[..160];

        for (var lane = 0; lane < 160; lane++)
        {
            var square = Special[lane % Special.Length];
            var log = Math.Log2(Math.Max(square, 1e-300));
            var isAccepted = square < 1;
            var power = isAccepted ? 0.07 * log - 0.04 * Last(lane) + 0.01 * Last(lane + 1) : 0.1 * log;
            var free = Math.Pow(2, Math.Log2(0.9) - power);
            var bounded = double.IsNaN(square) ? 0.2 : Math.Clamp(free, 0.2, isAccepted ? 10 : 1);

            // Logarithm and exponential err by an ulp of arguments up to 1,000.
            Assert.Equal(bounded, factors[lane], 1e-12 * bounded);
        }
    }

    /// <summary>The factors, then the logarithms.</summary>
    private static double[] At<TVector>(int lanes)
        where TVector : struct, IVector<TVector, double>
    {
        var rows = new StepRows(new double[StepRows.Count * lanes], lanes);
        for (var lane = 0; lane < lanes; lane++)
        {
            rows[StepRow.Square][lane] = Special[lane % Special.Length];
            (rows[StepRow.LastLog][lane], rows[StepRow.LogBeforeLast][lane]) = (Last(lane), Last(lane + 1));
        }

        var weights = new ErrorWeights
        {
            PowerOfNow = 0.07,
            PowerOfLast = 0.04,
            PowerOfBeforeLast = 0.01,
            PowerOfRejected = 0.1,
            LogSafety = Math.Log2(0.9),
            Minimum = 0.2,
            Maximum = 10,
            MaximumOfRejected = 1,
        };
        Widest.Run<StepKernel<StepLog.Rule>, TVector, double>(new(rows, default), lanes);
        Widest.Run<StepKernel<StepFactor.Rule>, TVector, double>(new(rows, new(weights)), lanes);
        return [.. rows[StepRow.Factor], .. rows[StepRow.Log]];
    }

    private static double Last(int lane) => -3 + 0.25 * (lane % 16);
}
