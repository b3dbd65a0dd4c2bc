using System.Globalization;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving;

/// <summary>How the solve of one example ended, with what a person needs to mend it.</summary>
public abstract record LaneOutcome
{
    private const double StiffAbove = 3;

    private LaneOutcome() { }

    /// <summary>It reached its end.</summary>
    public sealed record Finished(int Steps, int Nfe) : LaneOutcome;

    /// <summary>
    /// It needed a step below <see cref="SolveOptions.MinimumStep"/>, or below the rounding of t.
    /// </summary>
    public sealed record StepTooSmall(double Time, double Step, int Component, double Stiffness) : LaneOutcome;

    /// <summary>It used up its steps.</summary>
    public sealed record TooManySteps(double Time, double Step, int Steps, int Component, double Stiffness)
        : LaneOutcome;

    /// <summary>Its state or slope was NaN or infinite, however small the step.</summary>
    public sealed record NotFinite(double Time, double Step, int Component) : LaneOutcome;

    /// <summary>The outcome that a record tells of.</summary>
    public static LaneOutcome Of(in LaneRecord lane) => lane.Code switch
    {
        OutcomeCode.Finished => new Finished(lane.Steps, lane.Nfe),
        OutcomeCode.StepTooSmall =>
            new StepTooSmall(lane.Time, lane.Step, lane.WorstComponent, lane.Stiffness),
        OutcomeCode.TooManySteps =>
            new TooManySteps(lane.Time, lane.Step, lane.Steps, lane.WorstComponent, lane.Stiffness),
        OutcomeCode.NotFinite => new NotFinite(lane.Time, lane.Step, lane.WorstComponent),
        _ => throw Unreachable.Case(lane.Code),
    };

    /// <summary>What happened, where, and the settings that mend it.</summary>
    /// <param name="example">The number of the example in its batch.</param>
    public string Describe(int example) => this switch
    {
        Finished f => Text($"Example {example} finished with {f.Steps} steps and {f.Nfe} evaluations."),
        StepTooSmall s => Text(
            $"Example {example} needs a step below {Math.Abs(s.Step):G3} at t = {s.Time:G9}; the largest error is in ")
            + Text($"component {s.Component}. Loosen RelativeTolerance or AbsoluteTolerance, lower MinimumStep, ")
            + $"or look for a singularity of the field near that time.{Advice(s.Stiffness)}",
        TooManySteps m => Text(
            $"Example {example} stopped at t = {m.Time:G9} after MaximumSteps = {m.Steps}, with steps of ")
            + Text($"{Math.Abs(m.Step):G3} and the largest error in component {m.Component}. ")
            + $"Raise MaximumSteps or loosen RelativeTolerance and AbsoluteTolerance.{Advice(m.Stiffness)}",
        NotFinite n => Text(
            $"Example {example} met NaN or infinity in component {n.Component} at t = {n.Time:G9} with a step of ")
            + Text($"{Math.Abs(n.Step):G3}. Look for a division by 0, a root or logarithm of a negative number, ")
            + "or a solution that grows without bound there; a smaller MaximumStep or InitialStep may pass it.",
        _ => throw Unreachable.Case(this),
    };

    private static string Advice(double stiffness) => stiffness > StiffAbove
        ? Text($" The problem looks stiff (|h·λ| ≈ {stiffness:G2}): explicit methods take many steps here.")
        : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
