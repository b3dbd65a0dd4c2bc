using System.Collections.Immutable;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Values;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>
/// A step of a method as steps of a plan, and the places of what it works on, behind those of the field.
/// </summary>
/// <remarks>
/// kᵢ = f(t + cᵢ·h, y + h·Σⱼ aᵢⱼ·kⱼ), y1 = y + h·Σ bᵢ·kᵢ. Source: Hairer, Nørsett, Wanner, II.1 (1.8).
/// </remarks>
internal sealed class StepLayout
{
    private readonly PlanLayout _field;
    private readonly ButcherTableau _tableau;
    private readonly StepNeeds _needs;
    private readonly PlanRoom _room;
    private readonly StagePlaces _stages;
    private readonly Place[] _a;
    private readonly Place _b;
    private readonly Place _error;

    /// <summary>Takes the places.</summary>
    /// <param name="field">The places of one evaluation, and its single steps.</param>
    /// <param name="tableau">The method.</param>
    /// <param name="needs">What a step has to find, and where.</param>
    internal StepLayout(PlanLayout field, ButcherTableau tableau, StepNeeds needs)
    {
        (_field, _tableau, _needs) = (field, tableau, needs);
        _room = new(field);
        var state = field.Inputs[1].Features;
        if (needs.SharesRows) Rows = _room.Take(StepRows.Count);
        _stages = new(_room.Take(state), _room.Take(tableau.Stages * state), Row(StepRow.Size));
        Y1 = tableau.IsFsal ? field.Inputs[1] : _room.Take(state);
        var kept = field.Outputs.Skip(1).Sum(output => output.Features);
        Kept = _room.Take(tableau.Stages * kept);
        FirstKept = Kept.Slice(0, kept);
        (Times, Tolerances) = (_room.Take(tableau.Stages), _room.Take(2));
        (Squares, Mask) = (Row(StepRow.Square), Row(StepRow.Accepted));
        _a = [.. tableau.A.Select(Weights)];
        (_b, _error) = (Weights(tableau.B), Weights(tableau.Error));
    }

    /// <summary>
    /// All that is known of the steps, if it stands here; shape [<see cref="StepRows.Count"/>, lanes].
    /// </summary>
    internal Place Rows { get; }

    /// <summary>The states in which the steps begin; shape [state, lanes].</summary>
    internal Place Y => _stages.Y;

    /// <summary>The states in which they end; shape [state, lanes].</summary>
    internal Place Y1 { get; }

    /// <summary>The slopes of all stages; shape [stages, state, lanes].</summary>
    internal Place Slopes => _stages.Slopes;

    /// <summary>What is kept of the evaluations for the way back; shape [stages, kept, lanes].</summary>
    internal Place Kept { get; }

    /// <summary>The same of the first stage; shape [kept, lanes].</summary>
    internal Place FirstKept { get; }

    /// <summary>h; shape [lanes].</summary>
    internal Place Sizes => _stages.Sizes;

    /// <summary>The times of the stages, for a field that sees them; shape [stages, lanes].</summary>
    internal Place Times { get; }

    /// <summary>Relative, then absolute tolerances; shape [2, lanes].</summary>
    internal Place Tolerances { get; }

    /// <summary>The squares of the error ratios, if errors matter; shape [lanes].</summary>
    internal Place Squares { get; }

    /// <summary>1 where the step is accepted, else 0; shape [lanes].</summary>
    internal Place Mask { get; }

    /// <summary>The field in a memory that has room for steps.</summary>
    internal PlanLayout Field => _room.Layout;

    /// <summary>What is read behind a step.</summary>
    internal IReadOnlyList<Place> Results => [Y1, Slopes, Squares];

    /// <summary>
    /// A step with its evaluations; the first slope stands there already if the method keeps the last one.
    /// </summary>
    /// <param name="evaluation">The steps of one evaluation.</param>
    internal ImmutableArray<Step> Steps(ImmutableArray<Step> evaluation)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        for (var stage = _tableau.IsFsal ? 1 : 0; stage < _tableau.Stages; stage++)
        {
            var state = _field.Inputs[1];
            steps.Add(stage == 0 ? new Step.Copy(Y, state) : new Step.Stage(_stages, _a[stage], state));
            if (_needs.Times) steps.Add(new Step.Copy(Times.Slice(stage, 1), _field.Inputs[0]));
            steps.AddRange(evaluation);
            steps.Add(new Step.Copy(_field.Outputs[0], _stages.Slope(stage)));
            steps.AddRange(Keeping(stage));
        }

        if (!_tableau.IsFsal) steps.Add(new Step.Stage(_stages, _b, Y1));
        if (_needs.Errors) steps.Add(new Step.Error(_stages, _error, new(Y1, Tolerances), Squares));
        return steps.ToImmutable();
    }

    /// <summary>Takes what is kept of the last evaluation as that of a stage.</summary>
    internal ImmutableArray<Step> Keeping(int stage)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        var at = stage * FirstKept.Features;
        foreach (var output in _field.Outputs.AsSpan()[1..])
        {
            steps.Add(new Step.Copy(output, Kept.Slice(at, output.Features)));
            at += output.Features;
        }

        return steps.ToImmutable();
    }

    /// <summary>
    /// Moves the lanes of accepted steps to their ends, which the last slope belongs to if the method keeps it.
    /// </summary>
    internal ImmutableArray<Step> Acceptance()
    {
        var y = new Step.Select(Mask, Y1, Y, Y);
        if (!_tableau.IsFsal) return [y];
        var (first, last) = (_stages.Slope(0), _stages.Slope(_tableau.Stages - 1));
        var slope = new Step.Select(Mask, last, first, first);
        if (FirstKept.Features == 0) return [y, slope];
        last = Kept.Slice((_tableau.Stages - 1) * FirstKept.Features, FirstKept.Features);
        return [y, slope, new Step.Select(Mask, last, FirstKept, FirstKept)];
    }

    private Place Row(StepRow row) => _needs.SharesRows ? Rows.Slice((int)row, 1) : _room.Take(1);

    private Place Weights(ValueArray<Rational> weights) =>
        _room.Constants([.. weights.Select(weight => weight.ToDouble())]);
}

/// <summary>What a step has to find, and where.</summary>
/// <param name="Times">True when the field sees the time.</param>
/// <param name="Errors">True when the error of steps matters.</param>
/// <param name="SharesRows">
/// True when what is known of the steps has the type of the state: then it stands in the same memory, and nothing of it
/// is copied.
/// </param>
internal readonly record struct StepNeeds(bool Times, bool Errors, bool SharesRows);
