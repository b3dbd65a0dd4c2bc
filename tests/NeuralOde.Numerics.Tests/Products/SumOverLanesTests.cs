using System.Numerics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;
using NeuralOde.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Products;

[Trait("Category", "Bits")]
public sealed class SumOverLanesTests(ITestOutputHelper output)
{
    [Fact]
    public void Sums_in_double_are_those_of_lane_after_lane_at_every_width() =>
        output.WriteLine($"lane sums double {Hash<double>(25)}");

    [Fact]
    public void Sums_in_float_are_those_of_lane_after_lane_at_every_width() =>
        output.WriteLine($"lane sums float {Hash<float>(49)}");

    [Fact]
    public void A_shared_feature_is_added_once_for_each_lane()
    {
        var sums = new[] { 1.0, 2.0, 3.0 };

        SumOverLanes.AddTo(new([0.5], 0, isShared: true), 8, sums);

        Assert.Equal([5, 6, 7], sums);
    }

    private static string Hash<T>(int longest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var results = new List<T[]>();
        for (var length = 0; length <= longest; length++)
        {
            results.Add(Check<T>(length, 13));
            results.Add(Check<T>(13, length));
        }

        return Fingerprint.Of(results);
    }

    private static T[] Check<T>(int features, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = AnyValues.Of<T>(features * lanes, 1);
        var expected = AnyValues.Of<T>(features, 2);
        for (var i = 0; i < x.Length; i++) expected[i / lanes] += x[i];

        Assert.Equal(expected, At<Wide512<T>>());
        Assert.Equal(expected, At<Wide256<T>>());
        Assert.Equal(expected, At<Wide128<T>>());
        Assert.Equal(expected, At<Wide1<T>>());
        return expected;

        T[] At<TVector>()
            where TVector : struct, IVector<TVector, T>
        {
            var sums = AnyValues.Of<T>(features, 2);
            Widest.Run<SumOverLanesKernel<T>, TVector, T>(new(new(x, lanes, isShared: false), lanes, sums), features);
            Assert.Equal(sums, Gathered<TVector>());
            return sums;
        }

        T[] Gathered<TVector>()
            where TVector : struct, IVector<TVector, T>
        {
            var sums = AnyValues.Of<T>(features, 2);
            var panels = new Panels<T>(new T[Panels<T>.LengthOf(features, lanes)], features, lanes);
            panels.Write(new(x, lanes, isShared: false), lanes, 0);
            new RowSumKernel<T>(panels, lanes, sums).Run<TVector>(0, Panels<T>.Width);
            return sums;
        }
    }
}
