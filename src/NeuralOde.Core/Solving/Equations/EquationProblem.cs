using NeuralOde.Core.Programs.Equations;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving.Equations;

/// <summary>Equations with all that is needed to solve them.</summary>
/// <param name="System">The field and the names of its states.</param>
/// <param name="Y0">The initial state; shape [states].</param>
/// <param name="Span">From where to where.</param>
/// <param name="Options">How it is solved; steps end on its StepTimes, where the field may jump.</param>
public sealed record EquationProblem(
    EquationSystem System, ValueArray<double> Y0, EquationSpan Span, SolveOptions Options);

/// <summary>The times of a problem, in the unit of the equations.</summary>
/// <param name="T0">The time of the initial state.</param>
/// <param name="T1">The end; may lie before T0.</param>
/// <param name="Times">Where the solution is wanted, from T0 to T1.</param>
public sealed record EquationSpan(double T0, double T1, ValueArray<double> Times)
{
    /// <summary>
    /// The first of the times that is not between T0 and T1, or that goes back; none if all are right.
    /// </summary>
    public double? Stray => Times
        .Zip(Times.Prepend(T0), (time, before) => (Time: time, Fits: Onward(before, time) && Onward(time, T1)))
        .Where(pair => !pair.Fits)
        .Select(pair => (double?)pair.Time)
        .FirstOrDefault();

    private bool Onward(double from, double to) => T0 <= T1 ? from <= to : from >= to;
}
