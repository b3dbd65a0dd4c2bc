using System.Runtime.InteropServices;
using NeuralOde.Core.Programs.Plans.Fusing;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>
/// Chooses ends of steps, judges the steps by a law and moves the lanes on: by code that is written at run time as
/// that of plans is; until that pays, and for one lane alone, by kernels.
/// </summary>
/// <remarks>
/// Judging is three loops, not one: operations that wait for one another for long take turns with those of the lanes
/// behind them only as far as the processor looks ahead, so the long way from an error to its factor is cut.
/// </remarks>
/// <param name="law">How the sizes follow the error.</param>
/// <param name="bounds">How far a step may reach.</param>
/// <param name="looksAtAll">True when each accepted step wants a look.</param>
/// <param name="lanes">The number of lanes.</param>
internal sealed class ControlRun(ControlLaw law, EndBounds bounds, bool looksAtAll, int lanes)
{
    private readonly FusedCodeWorkspace? _ends = Loop(lanes, [new StepEnd.Rule(bounds)]);
    private readonly FusedCodeWorkspace? _logs = Loop(lanes, [default(StepLog.Rule)]);
    private readonly FusedCodeWorkspace? _factors = Loop(lanes, [new StepFactor.Rule(law.Weights)]);
    private readonly FusedCodeWorkspace? _move = Loop(lanes, [new StepMove.Rule(IsControlled: true, looksAtAll)]);

    /// <summary>The loops that are written at run time; none for one lane.</summary>
    internal IEnumerable<FusedCodeWorkspace> Loops =>
        new[] { _ends, _logs, _factors, _move }.OfType<FusedCodeWorkspace>();

    /// <summary>Chooses where the next steps of so many lanes from the first on end.</summary>
    internal void Choose(in StepRows rows, int taken)
    {
        if (!HasRun(_ends, rows, taken)) StepEnd.Into(rows, bounds);
    }

    /// <summary>Judges the steps in hand of so many lanes from the first on, and moves the lanes.</summary>
    internal void Judge(in StepRows rows, int taken)
    {
        if (!HasRun(_logs, rows, taken)) StepLog.Into(rows);
        if (!HasRun(_factors, rows, taken)) StepFactor.Into(rows, law.Weights);
        if (!HasRun(_move, rows, taken)) StepMove.Into(rows, isControlled: true, looksAtAll);
    }

    private static FusedCodeWorkspace? Loop(int lanes, IStepRule[] rules) =>
        lanes == 1 ? null : new(RecordedRows.Chain(rules, lanes), rules.Length);

    private static bool HasRun(FusedCodeWorkspace? loop, in StepRows rows, int taken)
    {
        if (loop?.Code<double>() is not { } code) return false;
        code(ref MemoryMarshal.GetReference(rows[StepRow.Time]), taken);
        return true;
    }
}
