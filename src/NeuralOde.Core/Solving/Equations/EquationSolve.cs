using System.Globalization;
using System.Text;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving.Equations;

/// <summary>Solves equations given as text.</summary>
public static class EquationSolve
{
    /// <summary>The solution at the wanted times, as far as it goes.</summary>
    /// <param name="problem">The equations with their times, initial state and options.</param>
    public static EquationSolution Run(EquationProblem problem)
    {
        var field = problem.System.Field;
        var workspace = new SolveWorkspace<double>(field, problem.Options, recordSteps: false);
        workspace.Run(
            new ProblemBatch<double>
            {
                Examples = 1,
                Y0 = problem.Y0.AsSpan(),
                T0 = [problem.Span.T0],
                T1 = [problem.Span.T1],
                TimeOffsets = [0, problem.Span.Times.Count],
                Times = problem.Span.Times.AsSpan(),
            },
            Parameters(field));
        var lane = workspace.Lanes[0];
        return new EquationSolution(
            problem.Span.Times, ValueArray.Of(workspace.Values), LaneOutcome.Of(lane));
    }

    /// <summary>The values that stand in the text; shape [parameters].</summary>
    private static double[] Parameters(VectorField field) =>
        [.. field.Layout.Blocks.SelectMany(block => ((StartValue.Given)block.Start).Values)];
}

/// <summary>The solution of equations.</summary>
/// <param name="Times">The times that were wanted.</param>
/// <param name="Values">The states there; shape [times, states]; NaN where the solve did not come.</param>
/// <param name="Outcome">How the solve ended.</param>
public sealed record EquationSolution(
    ValueArray<double> Times, ValueArray<double> Values, LaneOutcome Outcome)
{
    /// <summary>
    /// The table <c>t,y1,…,yn</c> with 17 significant digits, which give every bit back; rows that
    /// were not reached are left out.
    /// </summary>
    public string ToCsv()
    {
        var states = Times.Count == 0 ? 0 : Values.Count / Times.Count;
        var text = new StringBuilder("t");
        for (var state = 1; state <= states; state++)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $",y{state}");
        }
        _ = text.Append('\n');
        for (var row = 0; row < Times.Count; row++)
        {
            var values = Values.AsSpan().Slice(row * states, states);
            if (values.Contains(double.NaN)) continue;
            _ = text.Append(CultureInfo.InvariantCulture, $"{Times[row]:G17}");
            foreach (var value in values) _ = text.Append(CultureInfo.InvariantCulture, $",{value:G17}");
            _ = text.Append('\n');
        }

        return text.ToString();
    }
}
