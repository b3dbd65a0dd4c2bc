using System.Collections.Immutable;
using System.Numerics;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Programs.Plans.Fusing;

namespace NeuralOde.Core.Solving;

/// <summary>
/// A step of a method in all lanes of a tile: one loop over the lanes that keeps all stages in registers, if
/// the field is small enough for that; else the field's own plan, stage by stage.
/// </summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal sealed class StepPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PlanRun<T> _run;
    private readonly PlanRun<T> _acceptance;
    private readonly PlanRun<T> _keeping;

    internal StepPlan(Stepping<T> stepping, int lanes)
    {
        var field = PlanCompiler.Compile(stepping.FieldFor(lanes), lanes, Plan<T>.Granule);
        Layout = new(
            field,
            stepping.Tableau,
            new(stepping.SeesTime, Errors: stepping.Law is not null, SharesRows: typeof(T) == typeof(double)));
        var evaluation = Layout.Field.Fused();
        Field = new(evaluation);
        Memory = Field.CreateMemory();
        _run = new(InOne(Layout.Steps(field.Run), lanes) ?? Layout.Steps(evaluation.Run), lanes);
        _acceptance = new(Fused(Layout.Acceptance(), lanes, Layout.Y, Layout.Slopes), lanes);
        _keeping = new(Layout.Keeping(stage: 0), lanes);
    }

    /// <summary>Where everything stands.</summary>
    internal StepLayout Layout { get; }

    /// <summary>What a step consists of.</summary>
    internal ImmutableArray<Step> Steps => _run.Steps;

    /// <summary>One evaluation of the field.</summary>
    internal Plan<T> Field { get; }

    /// <summary>What evaluations and steps work on.</summary>
    internal PlanMemory<T> Memory { get; }

    /// <summary>
    /// Finds the slopes of the stages, the states at the ends, and the error ratios in so many lanes from the first on.
    /// </summary>
    internal void Run(int lanes) => _run.RunFirst(Memory.Values, lanes);

    /// <summary>Moves the lanes whose step is accepted, among so many from the first on.</summary>
    internal void Accept(int lanes) => _acceptance.RunFirst(Memory.Values, lanes);

    /// <summary>Takes what is kept of the last evaluation of the field as that of the first stage.</summary>
    internal void KeepFirst() => _keeping.Run(Memory.Values, 0);

    private ImmutableArray<Step>? InOne(ImmutableArray<Step> steps, int lanes)
    {
        if (lanes == 1) return null;
        var fused = Fused(steps, lanes, [.. Layout.Results]);
        return fused.Length == 1 ? fused : null;
    }

    private static ImmutableArray<Step> Fused(
        ImmutableArray<Step> steps, int lanes, params ReadOnlySpan<Place> results)
    {
        if (lanes == 1) return steps;
        var outputs = new Extent[results.Length];
        for (var i = 0; i < results.Length; i++) outputs[i] = new(results[i].Start, results[i].Length);
        return Fusion.Of(steps, outputs, lanes);
    }
}
