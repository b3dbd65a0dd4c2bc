using System.Runtime.InteropServices;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;

namespace NeuralOde.Cli.Bench;

/// <summary>What was counted while examples were solved.</summary>
/// <param name="Steps">The steps tried.</param>
/// <param name="Nfe">The evaluations of the field in forward solves.</param>
/// <param name="NfeBackward">Those on the way back.</param>
/// <param name="Nvjp">The pullbacks on the way back.</param>
/// <param name="Failed">The examples that did not come to their end.</param>
/// <param name="Bytes">The bytes that were allocated.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BatchCounts(
    long Steps, long Nfe, long NfeBackward, long Nvjp, int Failed, long Bytes)
{
    public static BatchCounts operator +(BatchCounts x, BatchCounts y) => new(
        x.Steps + y.Steps,
        x.Nfe + y.Nfe,
        x.NfeBackward + y.NfeBackward,
        x.Nvjp + y.Nvjp,
        x.Failed + y.Failed,
        x.Bytes + y.Bytes);

    /// <summary>The counts of a forward solve.</summary>
    public static BatchCounts Of(ReadOnlySpan<LaneRecord> lanes)
    {
        var counts = default(BatchCounts);
        foreach (ref readonly var lane in lanes)
        {
            counts = counts with
            {
                Steps = counts.Steps + lane.Steps,
                Nfe = counts.Nfe + lane.Nfe,
                Failed = counts.Failed + (lane.Code is OutcomeCode.Finished ? 0 : 1),
            };
        }

        return counts;
    }

    /// <summary>These counts with those of the way back.</summary>
    public BatchCounts And(ReadOnlySpan<AdjointRecord> records)
    {
        var counts = this;
        foreach (ref readonly var record in records)
        {
            counts = counts with
            {
                NfeBackward = counts.NfeBackward + record.NfeBackward,
                Nvjp = counts.Nvjp + record.Nvjp,
            };
        }

        return counts;
    }
}
