using System.Numerics;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>Refuses a batch whose arrays do not fit, before any work.</summary>
internal static class BatchCheck
{
    /// <summary>Looks at all lengths and times.</summary>
    /// <exception cref="ArgumentException">
    /// A length does not fit, or times are not finite and in order.
    /// </exception>
    internal static void Of<T>(Stepping<T> stepping, in ProblemBatch<T> batch, int parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(batch.Y0.Length, batch.Examples * stepping.Field.State);
        Misuse.SameLength(batch.Inputs.Length, batch.Examples * stepping.Field.Inputs);
        Misuse.SameLength(parameters, stepping.Field.Parameters);
        Misuse.SameLength(batch.T0.Length, batch.Examples);
        Misuse.SameLength(batch.T1.Length, batch.Examples);
        OneEachOrNone(batch.RelativeTolerances.Length, batch.Examples, nameof(batch.RelativeTolerances));
        OneEachOrNone(batch.AbsoluteTolerances.Length, batch.Examples, nameof(batch.AbsoluteTolerances));
        OneEachOrNone(batch.MaximumSteps.Length, batch.Examples, nameof(batch.MaximumSteps));
        Offsets(batch.TimeOffsets, batch.Examples, batch.Times.Length);
        Offsets(batch.StepOffsets, batch.Examples, batch.StepEnds.Length);
        foreach (var tolerance in batch.RelativeTolerances)
        {
            Positive(tolerance, nameof(batch.RelativeTolerances));
        }
        foreach (var tolerance in batch.AbsoluteTolerances)
        {
            Positive(tolerance, nameof(batch.AbsoluteTolerances));
        }
        for (var example = 0; example < batch.Examples; example++) Times(stepping, batch, example);
    }

    private static void OneEachOrNone(int length, int examples, string name) => Misuse.Unless(
        length == 0 || length == examples,
        $"{name} has {length} entries for {examples} examples: give one each or none.");

    private static void Offsets(ReadOnlySpan<int> offsets, int examples, int total)
    {
        if (offsets.IsEmpty && total == 0) return;
        Misuse.SameLength(offsets.Length, examples + 1);
        Misuse.Unless(
            offsets[0] == 0 && offsets[^1] == total, $"Offsets must go from 0 to {total}, the number of times.");
        for (var i = 1; i < offsets.Length; i++)
        {
            Misuse.Unless(offsets[i - 1] <= offsets[i], $"Offsets must not go down, but do at {i}.");
        }
    }

    private static void Positive(double tolerance, string name) =>
        Misuse.Unless(tolerance > 0, $"{name} holds {tolerance}, but must be above 0.");

    private static void Times<T>(Stepping<T> stepping, in ProblemBatch<T> batch, int example)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (t0, t1) = (batch.T0[example], batch.T1[example]);
        Misuse.Unless(
            double.IsFinite(t0) && double.IsFinite(t1), $"Example {example} has an end that is not finite.");
        Misuse.Unless(
            !stepping.IsJoint || (t0 == batch.T0[0] && t1 == batch.T1[0]),
            $"Coupling.Joint needs one interval for all, but that of example {example} is its own.");
        if (batch.TimeOffsets.IsEmpty) return;
        var last = t0;
        foreach (var time in batch.Times[batch.TimeOffsets[example]..batch.TimeOffsets[example + 1]])
        {
            Misuse.Unless(
                t1 >= t0 ? last <= time && time <= t1 : t1 <= time && time <= last,
                $"The evaluation times of example {example} must go from its t0 to its t1, but {time} does not.");
            last = time;
        }
    }
}
