using System.Collections.Immutable;
using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// The reversal of a step as steps of a plan, and the places of what it works on, behind those of the pullback.
/// </summary>
/// <remarks>
/// The stages of a tile are pulled back one after the other; the outer sums of wide layers, which have no room in the
/// nearest cache, are made for a few stages together. One lane alone waits for its sums most of the time, and each for
/// the one before: what need not wait is done for all stages first.
/// </remarks>
internal sealed class ReverseLayout
{
    /// <summary>
    /// How many stages at most have their outer sums together: more read sums less often, but their factors have no
    /// room in the second cache.
    /// </summary>
    private const int MostJoined = 3;

    private readonly ButcherTableau _tableau;
    private readonly bool _seesTime;
    private readonly ImmutableArray<Evaluation> _pullbacks;
    private readonly PlanRoom _room;
    private readonly Place _cotangents;
    private readonly Place _ones;
    private readonly Place[] _a;

    /// <summary>Takes the places.</summary>
    /// <param name="pullback">The pullback of the field.</param>
    /// <param name="stages">The pullbacks of the stages in its memory.</param>
    /// <param name="tableau">The method.</param>
    /// <param name="seesTime">True when the field sees the time.</param>
    private ReverseLayout(
        PlanLayout pullback, ImmutableArray<Evaluation> stages, ButcherTableau tableau, bool seesTime)
    {
        (_tableau, _seesTime, _pullbacks, _room) = (tableau, seesTime, stages, new(pullback));
        StagesOfY1 = StagesWithWeight(tableau);
        var state = pullback.Inputs[FieldInput.State].Features;
        var inputs = pullback.Inputs[FieldInput.Inputs].Features;
        (States, Slopes, Sizes) = (_room.Take(state), _room.Take((Stages - 1) * state), _room.Take(1));
        (Times, Inputs, InputsCotangents) = (_room.Take(Stages), _room.Take(inputs), _room.Take(inputs));
        (Cotangents, ObservedStates) = (_room.Take(state), _room.Take(state));
        (ObservedSlopes, _cotangents) = (_room.Take(Stages * state), _room.Take((Stages + 1) * state));
        _ones = _room.Constants([.. Enumerable.Repeat(1.0, Math.Max(pullback.Lanes, Stages + 1))]);
        _a = [.. tableau.A.Select(row => _room.Constants([.. row.Select(weight => weight.ToDouble())]))];
        Kept = [.. stages.SelectMany(stage => stage.Inputs[(FieldInput.Inputs + 1)..^1])];
        (Steps, StepsOfY1) = (Reversed(Stages), Reversed(StagesOfY1));
    }

    /// <summary>The reversal of the steps in so many lanes.</summary>
    public static ReverseLayout Of<T>(Stepping<T> stepping, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (pullback, tableau, granule) = (stepping.PullbackFor(lanes), stepping.Tableau, Plan<T>.Granule);
        if (lanes == 1)
        {
            var (alone, all) = PlanCompiler.CompileMany(pullback, granule, tableau.Stages);
            return new(alone, all, tableau, stepping.SeesTime);
        }

        var ofY1 = StagesWithWeight(tableau);
        var groups = (ofY1 + MostJoined - 1) / MostJoined;
        var (plan, joined) = PlanCompiler.CompileJoined(pullback, lanes, granule, (ofY1 + groups - 1) / groups);
        return new(
            plan, [.. Enumerable.Range(0, tableau.Stages).Select(Pullback)], tableau, stepping.SeesTime);

        // From the last stage to the first; those that only observations depend on stand in groups of their own.
        Evaluation Pullback(int stage)
        {
            var isLast = stage == 0 || stage == ofY1;
            var before = (stage < ofY1 ? ofY1 : tableau.Stages) - 1 - stage;
            var evaluation = joined[before % joined.Length];
            return isLast || (before + 1) % joined.Length == 0 ? evaluation : evaluation with { Sums = [] };
        }
    }

    /// <summary>The number of stages.</summary>
    public int Stages => _tableau.Stages;

    /// <summary>
    /// The number of stages without the last ones, which only observations inside of the step depend on.
    /// </summary>
    public int StagesOfY1 { get; }

    /// <summary>The states in which the steps begin; shape [state, lanes].</summary>
    public Place States { get; }

    /// <summary>The slopes of the steps but for the last stage; shape [stages − 1, state, lanes].</summary>
    public Place Slopes { get; }

    /// <summary>What was kept of the evaluations of the steps, stage by stage.</summary>
    public ImmutableArray<Place> Kept { get; }

    /// <summary>h; shape [lanes].</summary>
    public Place Sizes { get; }

    /// <summary>The times of the stages, for a field that sees them; shape [stages, lanes].</summary>
    public Place Times { get; }

    /// <summary>What each lane feeds the field beside its state; shape [inputs, lanes].</summary>
    public Place Inputs { get; }

    /// <summary>To which ū is added; shape [inputs, lanes].</summary>
    public Place InputsCotangents { get; }

    /// <summary>ȳ1 before a run, ȳ0 behind it; shape [state, lanes].</summary>
    public Place Cotangents { get; }

    /// <summary>Σ ȳ of the observations inside of the steps; shape [state, lanes].</summary>
    public Place ObservedStates { get; }

    /// <summary>h·Σ bᵢ(θ)·ȳ of them; shape [stages, state, lanes].</summary>
    public Place ObservedSlopes { get; }

    /// <summary>The pullback in a memory that has room for steps.</summary>
    public PlanLayout Plan => _room.Layout;

    /// <summary>The reversal of a step with observations inside.</summary>
    public ImmutableArray<Step> Steps { get; }

    /// <summary>The reversal of a step without.</summary>
    public ImmutableArray<Step> StepsOfY1 { get; }

    private int State => States.Features;

    /// <summary>The stages up to the last one that y1 depends on.</summary>
    private static int StagesWithWeight(ButcherTableau tableau)
    {
        var stages = tableau.Stages;
        while (tableau.B[stages - 1] == 0) stages--;
        return stages;
    }

    private ImmutableArray<Step> Reversed(int stages)
    {
        var isTile = States.Lanes > 1;
        var steps = ImmutableArray.CreateBuilder<Step>();
        for (var i = 0; i < stages && !isTile; i++) Begin(i, steps);
        steps.Add(new Step.Copy(Cotangents, Slot(_cotangents, stages, 1)));
        for (var i = stages - 1; i >= 0; i--)
        {
            if (isTile) Begin(i, steps);
            End(i, stages, steps);
            if (isTile) steps.AddRange(_pullbacks[i].Sums);
        }

        if (!isTile) steps.AddRange(SumsOfAlone(stages));
        var sum = new StagePlaces(ObservedStates, _cotangents, _ones with { Features = States.Lanes });
        steps.Add(new Step.Stage(sum, _ones with { Features = stages + 1 }, Cotangents));
        return steps.ToImmutable();
    }

    /// <summary>
    /// The sums of one lane alone over so many stages: what is added to the same stands side by side, in its order.
    /// </summary>
    private IEnumerable<Step> SumsOfAlone(int stages) => _pullbacks[..stages]
        .Reverse()
        .SelectMany(pullback => pullback.Sums)
        .Cast<Step.LaneOuterSum>()
        .GroupBy(sum => sum.Sums)
        .SelectMany(same => same);

    /// <summary>The state of a stage, and what does not wait for its cotangent.</summary>
    private void Begin(int i, ImmutableArray<Step>.Builder steps)
    {
        var inputs = _pullbacks[i].Inputs;
        var state = inputs[FieldInput.State];
        steps.Add(i == 0
            ? new Step.Copy(States, state)
            : new Step.Stage(new(States, Slopes, Sizes), _a[i], state));
        if (_seesTime) steps.Add(new Step.Copy(Times.Slice(i, 1), inputs[FieldInput.Time]));
        if (Inputs.Features > 0) steps.Add(new Step.Copy(Inputs, inputs[FieldInput.Inputs]));
        steps.AddRange(_pullbacks[i].Before);
    }

    /// <summary>The cotangent of the slope of a stage, and what comes of it.</summary>
    private void End(int i, int stages, ImmutableArray<Step>.Builder steps)
    {
        var outputs = _pullbacks[i].Outputs;
        // Without observations all of their slopes are 0: one of them is enough.
        var observed = Slot(ObservedSlopes, stages == Stages ? i : 0, 1);
        var later = new StagePlaces(observed, Slot(_cotangents, i + 1, stages - i), Sizes);
        steps.Add(new Step.Stage(later, Column(i, stages), _pullbacks[i].Inputs[^1]));
        steps.AddRange(_pullbacks[i].Behind);
        steps.Add(new Step.Copy(outputs[0], Slot(_cotangents, i, 1)));
        if (Inputs.Features == 0) return;
        steps.Add(new Step.Binary(BinaryFunction.Add, InputsCotangents, outputs[^1], InputsCotangents));
    }

    /// <summary>The weights of slope i in the later ones of so many stages, and then in y1.</summary>
    private Place Column(int i, int stages) => _room.Constants(
    [
        .. Enumerable.Range(i + 1, stages - i - 1).Select(j => _tableau.A[j][i].ToDouble()),
        _tableau.B[i].ToDouble(),
    ]);

    private Place Slot(Place slots, int first, int count) => slots.Slice(first * State, count * State);
}
