using System.Collections.Immutable;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>Makes one step of as many steps in a row as can keep what they hand on in registers.</summary>
internal static class Fusion
{
    /// <summary>The same work in fewer steps.</summary>
    /// <param name="steps">What is carried out.</param>
    /// <param name="outputs">What is read behind the last step.</param>
    /// <param name="lanes">The number of lanes.</param>
    public static ImmutableArray<Step> Of(ImmutableArray<Step> steps, IReadOnlyList<Extent> outputs, int lanes)
    {
        var fused = ImmutableArray.CreateBuilder<Step>();
        for (var begin = 0; begin < steps.Length;)
        {
            var (draft, end) = Longest(steps, begin, lanes);
            if (end - begin < 2)
            {
                fused.Add(steps[begin++]);
                continue;
            }

            var chain = draft.Finish(extent => IsNeeded(extent, steps.AsSpan(end..), outputs));
            fused.Add(new Step.Fused(steps[begin..end], new(chain)));
            begin = end;
        }

        return fused.ToImmutable();
    }

    private static (ChainDraft Draft, int End) Longest(ImmutableArray<Step> steps, int begin, int lanes)
    {
        var draft = new ChainDraft(lanes);
        for (var end = begin; end < steps.Length; end++)
        {
            if (draft.With(steps[end]) is not { } longer) return (draft, end);
            draft = longer;
        }

        return (draft, steps.Length);
    }

    /// <summary>True when a later step reads some of it, or an output holds it, before it is written over.</summary>
    private static bool IsNeeded(Extent extent, ReadOnlySpan<Step> later, IReadOnlyList<Extent> outputs)
    {
        foreach (var step in later)
        {
            if (StepPlaces.Reads(step) is not { } reads || reads.Any(extent.Overlaps)) return true;
            if (StepPlaces.Writes(step).Any(written => written.Covers(extent))) return false;
        }

        return outputs.Any(extent.Overlaps);
    }
}
