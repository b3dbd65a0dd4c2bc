using System.Numerics;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Lanes;
using NeuralOde.Numerics.Vectors;
using NeuralOde.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Lanes;

/// <summary>The kernels of the solve loop, at every width of vector and against their formulas.</summary>
[Trait("Category", "Bits")]
public sealed class LaneKernelTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_lane_kernel_in_double_has_the_same_bits_at_every_width() =>
        output.WriteLine($"lane kernels double {Hash<double>()}");

    [Fact]
    public void Every_lane_kernel_in_float_has_the_same_bits_at_every_width() =>
        output.WriteLine($"lane kernels float {Hash<float>()}");

    [Fact]
    public void A_sum_of_slopes_is_fused_in_order()
    {
        var tile = new LaneTile<double>(24, isSpecial: false);

        var sums = tile.Sum<Wide1<double>>();

        for (var i = 0; i < sums.Length; i++)
        {
            Assert.Equal(Math.FusedMultiplyAdd(tile.Sizes[i % 24], SlopeSum(tile, i), tile.Y[i]), sums[i]);
        }
    }

    [Fact]
    public void A_sum_is_the_same_where_the_number_of_slopes_is_known_and_for_features_of_one_lane()
    {
        var tile = new LaneTile<double>(24, isSpecial: false);
        StepView<double> one = new() { Y = tile.Y, Slopes = tile.Slopes, Sizes = [0.25] };
        var (general, known) = (new double[tile.Y.Length], new double[tile.Y.Length]);

        Widest.Run<StepSum.Kernel<double>, Wide1<double>, double>(
            new(one, LaneTile<double>.Weights, general), general.Length);
        StepSum.Into(one, LaneTile<double>.Weights, known);

        Assert.Equal(tile.Sum<Wide1<double>>(), tile.FixedSum<Wide512<double>>());
        Assert.Equal(Math.FusedMultiplyAdd(0.25, SlopeSum(tile, 7), tile.Y[7]), known[7]);
        Assert.Equal(general, known);
    }

    [Fact]
    public void Numbers_beside_the_tolerance_are_squared_and_averaged_over_the_features()
    {
        var tile = new LaneTile<double>(24, isSpecial: false);

        var squares = tile.Scaled<Wide1<double>>();

        for (var lane = 0; lane < 24; lane++)
        {
            var sum = 0.0;
            for (var at = lane; at < tile.Y.Length; at += 24)
            {
                var ratio = tile.Y1[at] / (tile.Tolerances[24 + lane] + tile.Tolerances[lane] * Math.Abs(tile.Y[at]));
                sum += ratio * ratio;
            }

            Assert.Equal(sum / LaneTile<double>.Features, squares[lane]);
        }
    }

    [Fact]
    public void An_error_is_the_mean_of_squared_ratios_over_the_features_in_order()
    {
        var tile = new LaneTile<double>(24, isSpecial: false);

        var errors = tile.Error<Wide1<double>>();

        for (var lane = 0; lane < 24; lane++)
        {
            var total = 0.0;
            for (var at = lane; at < tile.Y.Length; at += 24)
            {
                var largest = Math.Max(Math.Abs(tile.Y[at]), Math.Abs(tile.Y1[at]));
                var scale = Math.FusedMultiplyAdd(tile.Tolerances[lane], largest, tile.Tolerances[24 + lane]);
                var ratio = tile.Sizes[lane] * SlopeSum(tile, at) / scale;
                total = Math.FusedMultiplyAdd(ratio, ratio, total);
            }

            Assert.Equal(total * (1.0 / LaneTile<double>.Features), errors[lane]);
        }
    }

    [Fact]
    public void A_lane_is_finite_if_all_its_features_are()
    {
        var tile = new LaneTile<double>(80, isSpecial: true);

        var finite = tile.Finite<Wide1<double>>();

        for (var lane = 0; lane < 80; lane++)
        {
            var isFinite = Enumerable.Range(0, LaneTile<double>.Features).All(
                f => double.IsFinite(tile.Y1[f * 80 + lane]));
            Assert.Equal(isFinite ? 0 : double.NaN, finite[lane]);
        }
    }

    [Fact]
    public void Lanes_without_a_mask_keep_their_bits()
    {
        var tile = new LaneTile<double>(24, isSpecial: true);

        var selected = tile.Selected<Wide1<double>>();

        Assert.Equal(selected.Select((_, i) => tile.Mask[i % 24] == 0 ? tile.Y[i] : tile.Y1[i]), selected);
    }

    private static double SlopeSum(LaneTile<double> tile, int at)
    {
        var sum = LaneTile<double>.Weights[0] * tile.Slopes[at];
        for (var j = 1; j < LaneTile<double>.Weights.Length; j++)
        {
            sum = Math.FusedMultiplyAdd(
                LaneTile<double>.Weights[j], tile.Slopes[j * tile.Y.Length + at], sum);
        }

        return sum;
    }

    /// <summary>From one granule, which is the widest vector, to three vectors and a granule more; and twenty
    /// of them, where every special value has a lane.</summary>
    private static string Hash<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Fingerprint.Of(
            from granules in (int[])[1, 2, 3, 4, 20]
            from isSpecial in (bool[])[false, true]
            from result in Results(new LaneTile<T>(granules * 64 / Marshal.SizeOf<T>(), isSpecial))
            select result);

    private static T[][] Results<T>(LaneTile<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = At<Wide1<T>>();
        foreach (var actual in (T[][][])[At<Wide128<T>>(), At<Wide256<T>>(), At<Wide512<T>>()])
        {
            for (var kernel = 0; kernel < expected.Length; kernel++)
            {
                SameBits.Assert(expected[kernel], actual[kernel]);
            }
        }

        return [.. expected.Select(SameBits.WithOneNaN)];

        T[][] At<TVector>()
            where TVector : struct, IVector<TVector, T> =>
            [
                tile.Sum<TVector>(), tile.FixedSum<TVector>(), tile.Error<TVector>(), tile.Scaled<TVector>(),
                tile.Finite<TVector>(), tile.Selected<TVector>(),
            ];
    }
}
