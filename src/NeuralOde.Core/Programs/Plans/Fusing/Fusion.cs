using System.Collections.Immutable;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>Makes one step of as many steps as can keep what they hand on in registers.</summary>
/// <remarks>
/// Steps that only carry results away, into sums over lanes, may come later: they do not end a chain.
/// </remarks>
internal static class Fusion
{
    /// <summary>The same work in fewer steps.</summary>
    /// <param name="steps">What is carried out.</param>
    /// <param name="outputs">What is read behind the last step.</param>
    /// <param name="lanes">The number of lanes.</param>
    public static ImmutableArray<Step> Of(
        ImmutableArray<Step> steps, IReadOnlyList<Extent> outputs, int lanes)
    {
        var fused = ImmutableArray.CreateBuilder<Step>();
        for (var begin = 0; begin < steps.Length;)
        {
            var (draft, parts, later) = Longest(steps, begin, lanes);
            Step[] behind = [.. later, .. steps[(begin + parts.Count + later.Count)..]];
            var chain = parts.Count < 2 ? null : draft.Finish(extent => IsNeeded(extent, behind, outputs));
            if (chain is null)
            {
                fused.Add(steps[begin++]);
                continue;
            }

            begin += parts.Count + later.Count;
            fused.Add(new Step.Fused([.. parts], new(chain, parts.Count)));
            fused.AddRange(later);
        }

        return fused.ToImmutable();
    }

    /// <summary>The steps from one on that make a chain, and those among them that come behind it.</summary>
    private static (ChainDraft Draft, List<Step> Parts, List<Step> Later) Longest(
        ImmutableArray<Step> steps, int begin, int lanes)
    {
        var (draft, parts, later, waiting) = (new ChainDraft(lanes), new List<Step>(), new List<Step>(), 0);
        foreach (var step in steps.AsSpan(begin..))
        {
            if (step is Step.Turn or Step.LaneOuterSum or Step.RowSum or Step.LaneSum)
            {
                later.Add(step);
                continue;
            }

            if (WritesWhatIsRead(step, later) || draft.With(step) is not { } longer) break;
            parts.Add(step);
            (draft, waiting) = (longer, later.Count);
        }

        // What stands behind the last part stays where it is.
        later.RemoveRange(waiting, later.Count - waiting);
        return (draft, parts, later);
    }

    private static bool WritesWhatIsRead(Step step, List<Step> waiting) =>
        StepPlaces.Writes(step).Any(written => waiting.Any(
            other => StepPlaces.Reads(other) is not { } reads || reads.Any(written.Overlaps)));

    /// <summary>
    /// True when a later step reads some of it, or an output holds it, before it is written over.
    /// </summary>
    private static bool IsNeeded(Extent extent, Step[] later, IReadOnlyList<Extent> outputs)
    {
        foreach (var step in later)
        {
            if (StepPlaces.Reads(step) is not { } reads || reads.Any(extent.Overlaps)) return true;
            if (StepPlaces.Writes(step).Any(written => written.Covers(extent))) return false;
        }

        return outputs.Any(extent.Overlaps);
    }
}
