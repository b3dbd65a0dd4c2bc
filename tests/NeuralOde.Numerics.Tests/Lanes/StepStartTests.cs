using NeuralOde.Numerics.Lanes;
using NeuralOde.Numerics.Tests.Functions;
using NeuralOde.Numerics.Vectors;
using NeuralOde.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Lanes;

[Trait("Category", "Bits")]
public sealed class StepStartTests(ITestOutputHelper output)
{
    private const int Order = 5;

    private static readonly StartBounds Bounds = new(Minimum: 1e-7, PartOfInterval: 1e-30, Maximum: 0.8);

    private static readonly double[] Special = [.. Arguments.Special<double>().Select(Math.Abs)];

    [Fact]
    public void Sizes_have_the_same_bits_at_every_width()
    {
        var results = new List<double[]>();
        foreach (var lanes in (int[])[8, 16, 24, 160])
        {
            var expected = At<Wide1<double>>(lanes);
            SameBits.Assert(expected, At<Wide128<double>>(lanes));
            SameBits.Assert(expected, At<Wide256<double>>(lanes));
            SameBits.Assert(expected, At<Wide512<double>>(lanes));

            results.Add(SameBits.WithOneNaN(expected));
        }

        output.WriteLine($"first steps double {Fingerprint.Of(results)}");
    }

    [Fact]
    public void Sizes_are_those_of_the_book()
    {
        const int Lanes = 160;
        var sizes = At<Wide1<double>>(Lanes);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var rows = Filled(Lanes);
            var interval = rows[StepRow.End][lane] - rows[StepRow.Begin][lane];
            var (state, slope) = (Math.Sqrt(rows[StepRow.SquareOfState][lane]), Math.Sqrt(rows[StepRow.SquareOfSlope][lane]));
            var largest = Math.Min(Math.Abs(interval), 0.8);
            var guess = Math.Min(state < 1e-5 || slope < 1e-5 ? 1e-6 : 0.01 * state / slope, largest);
            Assert.Equal(Math.CopySign(guess, interval), sizes[lane], 1e-15 * guess);

            // The power of 1/6 makes a sixth of a rounding of the logarithm's bounds visible, no more.
            var derivative = Math.Max(slope, Math.Sqrt(rows[StepRow.SquareOfCurve][lane]) / guess);
            var root = derivative > 1e-15 ? Math.Pow(0.01 / derivative, 1.0 / (Order + 1)) : Math.Max(1e-6, guess * 1e-3);
            var refined = Math.Min(Math.Max(Math.Min(100 * guess, root), 1e-7), largest);
            if (derivative < 1e150) Assert.Equal(refined, sizes[Lanes + lane], 1e-12 * refined);
        }
    }

    [Fact]
    public void A_probe_without_a_number_makes_a_careful_step()
    {
        var rows = Filled(8);
        rows[StepRow.SquareOfCurve].Fill(double.NaN);
        StepStart.Guess(rows, Bounds);
        StepStart.Refine(rows, Bounds, Order);

        for (var lane = 0; lane < 8; lane++) Assert.InRange(rows[StepRow.Wanted][lane], 0, 1e-3);
    }

    /// <summary>The guesses, then the sizes.</summary>
    private static double[] At<TVector>(int lanes)
        where TVector : struct, IVector<TVector, double>
    {
        var rows = Filled(lanes);
        Widest.Run<StepKernel<StepStart.GuessRule>, TVector, double>(new(rows, new(Bounds)), lanes);
        double[] guesses = [.. rows[StepRow.Size]];
        Widest.Run<StepKernel<StepStart.RefineRule>, TVector, double>(new(rows, new(Bounds, Order)), lanes);
        return [.. guesses, .. rows[StepRow.Wanted]];
    }

    /// <summary>Squares of all sizes, forwards and backwards in time.</summary>
    private static StepRows Filled(int lanes)
    {
        var rows = new StepRows(new double[StepRows.Count * lanes], lanes);
        for (var lane = 0; lane < lanes; lane++)
        {
            rows[StepRow.Begin][lane] = 0.25 * (lane % 3);
            rows[StepRow.End][lane] = 1 - 0.5 * (lane % 4);
            rows[StepRow.SquareOfState][lane] = Finite(lane);
            rows[StepRow.SquareOfSlope][lane] = Finite(lane + 1);
            rows[StepRow.SquareOfCurve][lane] = Finite(2 * lane + 3);
        }

        return rows;
    }

    private static double Finite(int index)
    {
        var square = Special[index % Special.Length];
        return double.IsFinite(square) ? square : 1 + index;
    }
}
