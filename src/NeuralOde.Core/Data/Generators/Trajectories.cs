using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data.Generators;

/// <summary>Makes trajectories of a known field to learn from.</summary>
public static class Trajectories
{
    private const double Tolerance = 1e-12;
    private const double Spread = 0.2;

    private static readonly SolveOptions Accurate = new()
    {
        RelativeTolerance = Tolerance,
        AbsoluteTolerance = Tolerance,
        MaximumSteps = 1_000_000,
    };

    /// <summary>
    /// Trajectories observed at evenly spaced times from 0 on, both ends included. The first one begins at
    /// the start itself, the others at starts that are stretched by up to 20 % in each component.
    /// </summary>
    /// <param name="field">The field; it has no parameters and no inputs.</param>
    /// <param name="start">Where the first one starts; shape [state].</param>
    /// <param name="plan">How many, and how they are observed.</param>
    /// <param name="seed">What starts and noise are drawn from.</param>
    /// <exception cref="ArgumentException">The plan has no times.</exception>
    public static Examples<double> Of(
        VectorField field, ReadOnlySpan<double> start, TrajectoryPlan plan, Seed seed)
    {
        Misuse.Unless(
            plan.Points >= 2 && plan.T1 > 0, "A trajectory needs at least 2 points and a T1 above 0.");
        var (starts, noise) = seed.Split();
        var y0 = Starts(start, plan.Examples, starts);
        double[] times = [.. Enumerable.Range(0, plan.Points).Select(i => plan.T1 * i / (plan.Points - 1))];
        int[] offsets = [.. Enumerable.Range(0, plan.Examples + 1).Select(i => i * plan.Points)];
        double[] allTimes = [.. Enumerable.Repeat(times, plan.Examples).SelectMany(part => part)];
        var workspace = new SolveWorkspace<double>(field, Accurate, recordSteps: false);
        workspace.Run(
            new()
            {
                Examples = plan.Examples,
                Y0 = y0,
                T0 = new double[plan.Examples],
                T1 = [.. Enumerable.Repeat(plan.T1, plan.Examples)],
                TimeOffsets = offsets,
                Times = allTimes,
            },
            []);
        var targets = workspace.Values.ToArray();
        for (var i = 0; plan.Noise > 0 && i < targets.Length; i++)
        {
            targets[i] += plan.Noise * Normal.Draw(noise, (ulong)i);
        }
        return new Examples<double>
        {
            InputFeatures = field.State,
            TargetFeatures = field.State,
            Features = ValueArray.Of<double>(y0),
            T0 = [.. Enumerable.Repeat(0.0, plan.Examples)],
            TimeOffsets = ValueArray.Of<int>(offsets),
            Times = ValueArray.Of<double>(allTimes),
            Targets = ValueArray.Of<double>(targets),
            Weights = [.. Enumerable.Repeat(1.0, targets.Length)],
        }.Checked();
    }

    private static double[] Starts(ReadOnlySpan<double> start, int examples, Seed seed)
    {
        var y0 = new double[examples * start.Length];
        for (var i = 0; i < y0.Length; i++)
        {
            var stretch = i < start.Length ? 1 : 1 + Spread * (2 * seed.Uniform((ulong)i) - 1);
            y0[i] = start[i % start.Length] * stretch;
        }

        return y0;
    }
}

/// <summary>How trajectories are made.</summary>
/// <param name="Examples">How many; at least 1.</param>
/// <param name="Points">The observations of each; at least 2.</param>
/// <param name="T1">The time of the last observation; in the unit of the field.</param>
/// <param name="Noise">
/// The standard deviation of the normal noise on the observations; in the unit of the state.
/// </param>
public sealed record TrajectoryPlan(int Examples, int Points, double T1, double Noise);
