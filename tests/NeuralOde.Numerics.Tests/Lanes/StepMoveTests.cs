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
    private readonly double[] _times = All(1), _ends = All(2), _sizes = All(1), _factors = All(3), _accepted = All(1);
    private readonly double[] _running = All(1), _landings = All(9), _observations = All(double.NaN);
    private readonly double[] _floors = All(0), _budgets = All(100), _wanted = All(1), _logs = All(-2);
    private readonly double[] _last = All(-3), _beforeLast = All(-4), _tries = All(7), _rejected = All(2);

    [Fact]
    public void An_accepted_step_moves_its_lane_and_its_history()
    {
        var looks = Move();

        Assert.Equal(0, looks[5]);
        Assert.Equal((2.0, 3.0, 8.0, 2.0), (_times[5], _wanted[5], _tries[5], _rejected[5]));
        Assert.Equal((-2.0, -3.0), (_last[5], _beforeLast[5]));
    }

    [Fact]
    public void A_rejected_step_leaves_time_and_history_and_is_tried_again()
    {
        (_accepted[5], _factors[5]) = (0, 0.25);

        var looks = Move();

        Assert.Equal(0, looks[5]);
        Assert.Equal((1.0, 0.25, 8.0, 3.0), (_times[5], _wanted[5], _tries[5], _rejected[5]));
        Assert.Equal((-3.0, -4.0), (_last[5], _beforeLast[5]));
    }

    [Fact]
    public void Lanes_are_looked_at_where_something_happens_alone()
    {
        _landings[1] = 2;
        _observations[2] = 1.5;
        _observations[3] = 2.5;
        _budgets[4] = 8;
        (_accepted[5], _floors[5]) = (0, 1);
        (_accepted[6], _running[6], _landings[6]) = (0, 0, 2);

        var looks = Move();

        Assert.Equal([0, 1, 1, 0, 1, StepMove.Hopeless, 0], looks[..7]);
        Assert.Equal(7, _tries[6]);
    }

    [Fact]
    public void Without_control_sizes_stay_and_a_rejected_step_is_hopeless()
    {
        _accepted[3] = 0;

        var looks = Move(isControlled: false);

        Assert.Equal((0, StepMove.Hopeless, 1.0), (looks[2], looks[3], _wanted[3]));
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

    private double[] Move(bool isControlled = true)
    {
        var looks = new double[Lanes];
        var view = new MoveView
        {
            Ends = _ends,
            Sizes = _sizes,
            Factors = _factors,
            Accepted = _accepted,
            Logs = _logs,
            Running = _running,
            Landings = _landings,
            Observations = _observations,
            Floors = _floors,
            Budgets = _budgets,
            Times = _times,
            Wanted = _wanted,
            Last = _last,
            BeforeLast = _beforeLast,
            Tries = _tries,
            Rejected = _rejected,
            IsControlled = isControlled,
            LooksAtAll = false,
        };
        StepMove.Into(view, looks);
        return looks;
    }

    /// <summary>The ends, then the sizes.</summary>
    private static double[] End<TVector>(double[] times, double[] landings, double[] wanted)
        where TVector : struct, IVector<TVector, double>
    {
        var (sizes, ends) = (new double[landings.Length], new double[landings.Length]);
        var view = new EndView
        {
            Times = times.AsSpan(0, landings.Length),
            Wanted = wanted.AsSpan(0, landings.Length),
            Landings = landings,
            Maximum = 5,
            Stretch = 1.01,
            Halve = 2,
        };
        Widest.Run<StepEnd.Kernel, TVector, double>(new(view, sizes, ends), ends.Length);
        return [.. ends, .. sizes];
    }

    private static double[] All(double value) => [.. Enumerable.Repeat(value, Lanes)];

    private static double[] Numbers(int seed) =>
        [.. Enumerable.Range(0, Lanes).Select(i => ((i + 1) * 0.6180339887498949 * seed % 1) - 0.5)];
}
