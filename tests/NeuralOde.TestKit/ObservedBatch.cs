using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.TestKit;

/// <summary>
/// A batch of small nonlinear problems in arrays: inputs, both directions, none to many observations.
/// </summary>
public sealed record ObservedBatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A smooth field of 2 states, 6 parameters and 1 input that depends on time.</summary>
    public static VectorField Field { get; } = VectorField.Define(2, 6, 1, (t, y, p, u) => Vector(
        Tanh(p[0] * y[0] + p[1] * y[1] + p[2] * t) + 0.3 * u,
        p[3] * y[0] - 0.5 * p[4] * y[1] + Sin(p[5] * y[0] * u)));

    public static T[] Theta { get; } = Numbers(0.7, -1.2, 0.4, 0.9, 0.8, -0.6);

    public required T[] Y0 { get; init; }

    public required T[] Inputs { get; init; }

    public required double[] T0 { get; init; }

    public required double[] T1 { get; init; }

    public required int[] TimeOffsets { get; init; }

    public required double[] Times { get; init; }

    /// <summary>Steps to take as they are, if there are any.</summary>
    public (int[] Offsets, double[] Ends) Frozen { get; init; } = ([], []);

    public ProblemBatch<T> Problems => new()
    {
        Examples = T0.Length,
        Y0 = Y0,
        Inputs = Inputs,
        T0 = T0,
        T1 = T1,
        TimeOffsets = TimeOffsets,
        Times = Times,
        StepOffsets = Frozen.Offsets,
        StepEnds = Frozen.Ends,
    };

    /// <summary>Examples with these numbers; the same number always gives the same example.</summary>
    public static ObservedBatch<T> Of(params int[] numbers)
    {
        double[][] times = [.. numbers.Select(TimesOf)];
        return new()
        {
            Y0 = [.. numbers.SelectMany(e => Numbers(Math.Sin(1 + e), Math.Cos(2.3 * e)))],
            Inputs = [.. numbers.SelectMany(e => Numbers(Math.Sin(0.7 * e)))],
            T0 = [.. numbers.Select(e => SpanOf(e).T0)],
            T1 = [.. numbers.Select(e => SpanOf(e).T1)],
            TimeOffsets = [0, .. numbers.Select((_, i) => times.Take(i + 1).Sum(row => row.Length))],
            Times = [.. times.SelectMany(row => row)],
        };
    }

    /// <summary>The first examples.</summary>
    public static ObservedBatch<T> First(int count) => Of([.. Enumerable.Range(0, count)]);

    /// <summary>
    /// A loss of the values: Σ cₖ·yₖ + ½ Σ yₖ², with c from the values' places in their example.
    /// </summary>
    public double Loss(IReadOnlyList<T> values) => Enumerable.Range(0, values.Count).Sum(i =>
    {
        var y = double.CreateChecked(values[i]);
        return y * (Slope(i) + y / 2);
    });

    /// <summary>The cotangent of the loss.</summary>
    public T[] Cotangent(T[] values) => [.. values.Select((y, i) => y + T.CreateChecked(Slope(i)))];

    /// <summary>The same batch on the steps that a solve of it accepted.</summary>
    public ObservedBatch<T> OnStepsOf(SolveWorkspace<T> solve)
    {
        var rows = Enumerable.Range(0, T0.Length).Select(example => EndsOf(solve, example)).ToArray();
        return this with
        {
            Frozen = (
                [0, .. rows.Select((_, i) => rows.Take(i + 1).Sum(row => row.Count))],
                [.. rows.SelectMany(row => row)]),
        };
    }

    private static List<double> EndsOf(SolveWorkspace<T> solve, int example)
    {
        var ends = new List<double>();
        var end = solve.Lanes[example].Time;
        for (var record = solve.Tape.Last[example]; record >= 0; record = solve.Tape.Previous[record])
        {
            ends.Add(end);
            end = solve.Tape.Times[record];
        }

        ends.Reverse();
        return ends;
    }

    // The place within the example, so that a permuted batch has permuted cotangents.
    private double Slope(int value)
    {
        var offset = TimeOffsets.Last(start => 2 * start <= value);
        return Math.Sin(1 + value - 2 * offset);
    }

    private static (double T0, double T1) SpanOf(int e) =>
        e % 5 == 2 ? (1.0 + 0.1 * (e % 3), -0.6) : (0.1 * (e % 4), 1.2 + 0.3 * (e % 6));

    private static double[] TimesOf(int e)
    {
        var (t0, t1) = SpanOf(e);
        var length = t1 - t0;
        return (e % 4) switch
        {
            0 => [t0, t0 + 0.3 * length, t0 + 0.3 * length, t0 + 0.31 * length, t0 + 0.8 * length, t1, t1],
            1 => [t0 + 0.5 * length],
            2 => [t1],
            _ => e % 8 == 3 ? [] : [t0 + 0.2 * length, t1],
        };
    }

    private static T[] Numbers(params double[] values) => [.. values.Select(T.CreateChecked)];
}
