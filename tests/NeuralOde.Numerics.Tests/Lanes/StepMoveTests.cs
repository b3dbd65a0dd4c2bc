using NeuralOde.Numerics.Lanes;
using NeuralOde.Numerics.Vectors;
using NeuralOde.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Lanes;

/// <summary>Where steps end, and what becomes of lanes behind them, at every width and case by case.</summary>
[Trait("Category", "Bits")]
public sealed class StepMoveTests(ITestOutputHelper output)
{
    private const int Lanes = 24;

    // Running lanes at t = 1 with a step of 1; what is not set below keeps them going without a look.
    private readonly double[] _values = Filled(
    [
        (StepRow.Time, 1), (StepRow.End, 2), (StepRow.Size, 1), (StepRow.Wanted, 1), (StepRow.Factor, 3),
        (StepRow.Running, 1), (StepRow.Landing, 9), (StepRow.Observation, double.NaN), (StepRow.Budget, 100),
        (StepRow.Square, 0.5), (StepRow.Log, -2), (StepRow.LastLog, -3), (StepRow.LogBeforeLast, -4),
        (StepRow.Tries, 7), (StepRow.Rejected, 2),
    ]);

    [Fact]
    public void An_accepted_step_moves_its_lane_and_its_history()
    {
        Move();

        Assert.Equal((0, 1), (At(StepRow.Look, 5), At(StepRow.Accepted, 5)));
        Assert.Equal((2, 3), (At(StepRow.Time, 5), At(StepRow.Wanted, 5)));
        Assert.Equal((8, 2), (At(StepRow.Tries, 5), At(StepRow.Rejected, 5)));
        Assert.Equal((-2, -3), (At(StepRow.LastLog, 5), At(StepRow.LogBeforeLast, 5)));
    }

    [Fact]
    public void A_rejected_step_leaves_time_and_history_and_is_tried_again()
    {
        Set(StepRow.Square, 5, 1);
        Set(StepRow.Factor, 5, 0.25);

        Move();

        Assert.Equal((0, 0), (At(StepRow.Look, 5), At(StepRow.Accepted, 5)));
        Assert.Equal((1, 0.25), (At(StepRow.Time, 5), At(StepRow.Wanted, 5)));
        Assert.Equal((8, 3), (At(StepRow.Tries, 5), At(StepRow.Rejected, 5)));
        Assert.Equal((-3, -4), (At(StepRow.LastLog, 5), At(StepRow.LogBeforeLast, 5)));
    }

    [Fact]
    public void Lanes_are_looked_at_where_something_happens_alone()
    {
        Set(StepRow.Landing, 1, 2);
        Set(StepRow.Observation, 2, 1.5);
        Set(StepRow.Observation, 3, 2.5);
        Set(StepRow.Budget, 4, 8);
        Set(StepRow.Square, 5, double.NaN);
        Set(StepRow.Floor, 5, 1);
        Set(StepRow.Running, 6, 0);
        Set(StepRow.Landing, 6, 2);

        Move();

        Assert.Equal([0, 1, 1, 0, 1, StepMove.Hopeless, 0], Rows[StepRow.Look][..7].ToArray());
        Assert.Equal((7, 0), (At(StepRow.Tries, 6), At(StepRow.Accepted, 6)));
    }

    [Fact]
    public void Without_control_sizes_stay_and_a_rejected_step_is_hopeless()
    {
        Set(StepRow.Square, 3, double.NaN);

        Move(isControlled: false);

        Assert.Equal((0, StepMove.Hopeless), (At(StepRow.Look, 2), At(StepRow.Look, 3)));
        Assert.Equal((1, 1), (At(StepRow.Wanted, 2), At(StepRow.Wanted, 3)));
    }

    [Fact]
    public void A_step_lands_stretches_and_halves_the_way()
    {
        double[] landings = [9, 1.995, 2.5, 1, -9, double.PositiveInfinity];
        var ends = End<Wide1<double>>(All(1), landings, All(1));

        Assert.Equal([2, 1.995, 1.75, 1, 0, 2], ends[..6]);
        Assert.Equal(ends[..6].Select(end => end - 1), ends[6..]);
    }

    [Fact]
    public void Ends_have_the_same_bits_at_every_width()
    {
        var (times, landings) = (Numbers(1), Numbers(2));
        var wanted = Numbers(3);
        double[] expected = End<Wide1<double>>(times, landings, wanted);

        SameBits.Assert(expected, End<Wide128<double>>(times, landings, wanted));
        SameBits.Assert(expected, End<Wide256<double>>(times, landings, wanted));
        SameBits.Assert(expected, End<Wide512<double>>(times, landings, wanted));
        output.WriteLine($"step ends double {Fingerprint.Of([expected])}");
    }

    private StepRows Rows => new(_values, Lanes);

    private double At(StepRow row, int lane) => Rows[row][lane];

    private void Set(StepRow row, int lane, double value) => Rows[row][lane] = value;

    private void Move(bool isControlled = true) => StepMove.Into(Rows, isControlled, looksAtAll: false);

    /// <summary>The ends, then the sizes.</summary>
    private static double[] End<TVector>(double[] times, double[] landings, double[] wanted)
        where TVector : struct, IVector<TVector, double>
    {
        var lanes = landings.Length;
        var rows = new StepRows(new double[StepRows.Count * lanes], lanes);
        times.AsSpan(0, lanes).CopyTo(rows[StepRow.Time]);
        wanted.AsSpan(0, lanes).CopyTo(rows[StepRow.Wanted]);
        landings.CopyTo(rows[StepRow.Landing]);
        var rule = new StepEnd.Rule(new(Maximum: 5, Stretch: 1.01, Halve: 2));
        Widest.Run<StepKernel<StepEnd.Rule>, TVector, double>(new(rows, rule), lanes);
        return [.. rows[StepRow.End], .. rows[StepRow.Size]];
    }

    private static double[] Filled(ReadOnlySpan<(StepRow Row, double Value)> rows)
    {
        var values = new double[StepRows.Count * Lanes];
        foreach (var (row, value) in rows) new StepRows(values, Lanes)[row].Fill(value);
        return values;
    }

    private static double[] All(double value) => [.. Enumerable.Repeat(value, Lanes)];

    private static double[] Numbers(int seed) =>
        [.. Enumerable.Range(0, Lanes).Select(i => ((i + 1) * 0.6180339887498949 * seed % 1) - 0.5)];
}
