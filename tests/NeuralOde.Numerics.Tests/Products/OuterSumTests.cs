using System.Numerics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;
using NeuralOde.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Products;

[Trait("Category", "Bits")]
public sealed class OuterSumTests(ITestOutputHelper output)
{
    private const int Rows = 11;

    [Fact]
    public void Sums_in_double_are_those_of_row_after_row_at_every_width() =>
        output.WriteLine($"outer sums double {Hash<double>(25)}");

    [Fact]
    public void Sums_in_float_are_those_of_row_after_row_at_every_width() =>
        output.WriteLine($"outer sums float {Hash<float>(49)}");

    [Fact]
    public void More_rows_than_there_are_are_refused() => Assert.Contains("12 of 11 rows", Assert.Throws<ArgumentException>(
        () => OuterSum.AddTo(Panels(new double[Rows * 8], 1), Panels(new double[Rows * 8], 1), 12, new double[1])).Message);

    [Fact]
    public void Sums_of_another_size_are_refused() => Assert.Contains("do not fit 3 values", Assert.Throws<ArgumentException>(
        () => OuterSum.AddTo(Panels(new double[Rows * 8], 2), Panels(new double[Rows * 8], 1), 4, new double[3])).Message);

    [Fact]
    public void A_factor_that_lanes_share_counts_once_for_each_lane()
    {
        var x = new Panels<double>(new double[8 * 3], 2, 3);
        x.Write(new([1, 2, 3, 10, 20, 30], 3, isShared: false), 3, 0);
        var sums = new Panels<double>(new double[8 * 2], 2, 2);
        var moved = new double[] { 0, 0, 0, 1 };

        OuterSum.AddTo(x, new([0.5, 2], 1, isShared: true), new(3, 1, 0), sums);
        OuterSum.Move(sums, moved);
        OuterSum.Move(sums, moved);

        Assert.Equal([3, 12, 30, 121], moved);
    }

    [Fact]
    public void Runs_of_lanes_give_the_bits_of_one_sum_after_the_other()
    {
        foreach (var lanes in new[] { 1, 3, 8, 11 })
        {
            foreach (var (left, right) in new[] { (1, 1), (13, 7), (40, 25), (64, 12) })
            {
                CheckRuns<double>(lanes, left, right);
                CheckRuns<float>(lanes, left, right);
            }
        }
    }

    [Fact]
    public void More_lanes_in_runs_than_panels_have_are_refused() => Assert.Contains("12 lanes are asked for", Assert.Throws<ArgumentException>(
        () => OuterSum.AddTo(Panels(new double[Rows * 8], 1), new([1], 1, true), new(2, 6, 0), Panels(new double[Rows * 8], 1))).Message);

    [Fact]
    public void Runs_that_reach_too_far_are_refused() => Assert.Contains("needs 50 values", Assert.Throws<ArgumentException>(
        () => OuterSum.AddTo(
            Panels(new double[Rows * 8], 1), new(new double[9], 4, false), new LaneRuns(2, 4, 6), Panels(new double[Rows * 8], 1))).Message);

    [Fact]
    public void Panels_that_do_not_fit_the_sums_are_refused() => Assert.Contains("do not fit sums of 2 rows", Assert.Throws<ArgumentException>(
        () => OuterSum.AddTo(Panels(new double[Rows * 8], 2), new([1], 1, true), new(1, 1, 0), Panels(new double[Rows * 8], 1))).Message);

    /// <summary>All lengths of either side from 0 to 3 vectors and one more, beside a few of the other.</summary>
    private static string Hash<T>(int longest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var results = new List<T[]>();
        for (var length = 0; length <= longest; length++)
        {
            foreach (var other in new[] { 1, 2, 13, 24 })
            {
                results.Add(Check<T>(length, other));
                results.Add(Check<T>(other, length));
            }
        }

        return Fingerprint.Of(results);
    }

    private static T[] Check<T>(int left, int right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, y) = (AnyValues.Of<T>(left * Rows, 1), AnyValues.Of<T>(right * Rows, 2));
        var expected = AnyValues.Of<T>(left * right, 3);
        for (var i = 0; i < expected.Length; i++)
        {
            for (var row = 0; row < Rows - 1; row++)
            {
                expected[i] = T.FusedMultiplyAdd(x[i / right * Rows + row], y[i % right * Rows + row], expected[i]);
            }
        }

        Assert.Equal(expected, At<Wide512<T>>());
        Assert.Equal(expected, At<Wide256<T>>());
        Assert.Equal(expected, At<Wide128<T>>());
        Assert.Equal(expected, At<Wide1<T>>());
        return expected;

        T[] At<TVector>()
            where TVector : struct, IVector<TVector, T>
        {
            var sums = AnyValues.Of<T>(left * right, 3);
            new OuterSumKernel<T>(Written<TVector, T>(x, left, Rows), Written<TVector, T>(y, right, Rows), Rows - 1, sums)
                .Run<TVector>(0, Panels<T>.Width);
            Assert.Equal(sums, OverLanes<TVector>());
            return sums;
        }

        T[] OverLanes<TVector>()
            where TVector : struct, IVector<TVector, T>
        {
            var (begin, moved) = (AnyValues.Of<T>(left * right, 3), new T[left * right]);
            var sums = new Panels<T>(new T[Panels<T>.LengthOf(left, right)], left, right);
            for (var i = 0; i < begin.Length; i++) sums.At(i % right, i / right) = begin[i];
            new LaneOuterSumKernel<T>(Written<TVector, T>(x, left, Rows - 1), new(y, Rows, isShared: false), new(1, Rows - 1, 0), sums)
                .Run<TVector>(0, Panels<T>.Width);
            Widest.Run<PanelReader<T>, TVector, T>(new(sums, moved), left);
            return moved;
        }
    }

    /// <summary>Runs of factors that stand further apart than they are long.</summary>
    private static void CheckRuns<T>(int lanes, int left, int right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Runs = 3;
        var apart = right * lanes + 5;
        var (x, y) = (AnyValues.Of<T>(left * lanes * Runs, 1), AnyValues.Of<T>(apart * Runs, 2));
        var expected = new T[left * right];
        var all = new T[Panels<T>.LengthOf(left, Runs * lanes)];
        for (var run = 0; run < Runs; run++)
        {
            var one = new Panels<T>(new T[Panels<T>.LengthOf(left, lanes)], left, lanes);
            var factor = new Operand<T>(x.AsSpan(run * left * lanes, left * lanes), lanes, isShared: false);
            one.Write(factor, lanes, 0);
            new Panels<T>(all, left, Runs * lanes).Write(factor, lanes, run * lanes);
            Add<Wide1<T>>(one, y.AsSpan(run * apart), new(1, lanes, 0), expected);
        }

        Assert.Equal(expected, Joined<Wide512<T>>());
        Assert.Equal(expected, Joined<Wide256<T>>());
        Assert.Equal(expected, Joined<Wide128<T>>());
        Assert.Equal(expected, Joined<Wide1<T>>());

        T[] Joined<TVector>()
            where TVector : struct, IVector<TVector, T>
        {
            var sums = new T[left * right];
            Add<TVector>(new(all, left, Runs * lanes), y, new(Runs, lanes, apart), sums);
            return sums;
        }

        void Add<TVector>(Panels<T> x, ReadOnlySpan<T> y, LaneRuns runs, T[] to)
            where TVector : struct, IVector<TVector, T>
        {
            var sums = new Panels<T>(new T[Panels<T>.LengthOf(left, right)], left, right);
            for (var i = 0; i < to.Length; i++) sums.At(i % right, i / right) = to[i];
            new LaneOuterSumKernel<T>(x, new(y, lanes, isShared: false), runs, sums).Run<TVector>(0, Panels<T>.Width);
            Array.Clear(to);
            Widest.Run<PanelReader<T>, TVector, T>(new(sums, to), left);
        }
    }

    /// <summary>Panels of features whose first lanes, which follow each other, are turned by vectors of a width.</summary>
    private static Panels<T> Written<TVector, T>(T[] lanes, int features, int rows)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var panels = new Panels<T>(new T[Panels<T>.LengthOf(features, rows)], features, rows);
        Widest.Run<PanelWriter.Turned<T>, TVector, T>(
            new(new(lanes, Rows, isShared: false), rows, panels, 0), features);
        return panels;
    }

    private static Panels<double> Panels(double[] values, int features) => new(values, features, Rows);
}
