using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Adjoints;

public sealed class TimeCotangentTests
{
    // At a tolerance of 1e-12 and ε = 1e-4 central differences are good to 1e-8.
    private const double Epsilon = 1e-4;
    private const double Tolerance = 1e-7;

    private static readonly SolveOptions Tight =
        new() { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-12 };

    private static readonly ObservedBatch<double> Batch = ObservedBatch<double>.First(8);

    public static TheoryData<string> Adjoints => AllAdjoints.Names;

    [Theory, MemberData(nameof(Adjoints))]
    public void An_evaluation_time_has_the_slope_of_its_own_observation(string adjoint)
    {
        var times = PullBack(adjoint).Times;

        for (var at = 0; at < Batch.Times.Length; at++)
        {
            var example = Enumerable.Range(0, 8).First(e => at < Batch.TimeOffsets[e + 1]);
            if (Batch.Times[at] == Batch.T0[example] || Batch.Times[at] == Batch.T1[example]) continue;
            if (Batch.Times.Count(time => time == Batch.Times[at]) > 1) continue;
            Assert.Equal(
                Difference(e => Batch with { Times = Moved(Batch.Times, at, e) }), times[at], Tolerance);
        }
    }

    [Theory, MemberData(nameof(Adjoints))]
    public void The_end_moves_the_observations_at_it(string adjoint)
    {
        var ends = PullBack(adjoint).T1;

        for (var example = 0; example < 8; example++)
        {
            Assert.Equal(Difference(e => Shifted(example, 0, e)), ends[example], Tolerance);
        }
    }

    [Theory, MemberData(nameof(Adjoints))]
    public void The_begin_moves_everything_but_the_observations_at_it(string adjoint)
    {
        var begins = PullBack(adjoint).T0;

        for (var example = 0; example < 8; example++)
        {
            Assert.Equal(Difference(e => Shifted(example, e, 0)), begins[example], Tolerance);
        }
    }

    private static PulledBack<double> PullBack(string adjoint) => PulledBack<double>.Of(
        (ObservedBatch<double>.Field, Tight, AllAdjoints.Named(adjoint)),
        Batch.Problems,
        ObservedBatch<double>.Theta,
        Batch.Cotangent);

    private static double Difference(Func<double, ObservedBatch<double>> moved) =>
        (Loss(moved(Epsilon)) - Loss(moved(-Epsilon))) / (2 * Epsilon);

    private static double Loss(ObservedBatch<double> batch) => batch.Loss(Solved<double>.Of(
        ObservedBatch<double>.Field, Tight, batch.Problems, ObservedBatch<double>.Theta).Values);

    /// <summary>The ends of one example moved, with the observations that lie on them.</summary>
    private static ObservedBatch<double> Shifted(int example, double begin, double end)
    {
        var times = Batch.Times.ToArray();
        for (var at = Batch.TimeOffsets[example]; at < Batch.TimeOffsets[example + 1]; at++)
        {
            if (times[at] == Batch.T0[example]) times[at] = Batch.T0[example] + begin;
            if (Batch.Times[at] == Batch.T1[example]) times[at] = Batch.T1[example] + end;
        }

        return Batch with
        {
            Times = times,
            T0 = Moved(Batch.T0, example, begin),
            T1 = Moved(Batch.T1, example, end),
        };
    }

    private static double[] Moved(double[] values, int at, double by) =>
        [.. values.Select((value, i) => i == at ? value + by : value)];
}
