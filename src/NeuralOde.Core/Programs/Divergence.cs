using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs;

/// <summary>The divergence Σ ∂fᵢ/∂yᵢ of a vector field.</summary>
public static class Divergence
{
    private const int StateInput = 1;

    /// <summary>
    /// The exact divergence as a program with the inputs of the field; its output has size 1.
    /// </summary>
    /// <param name="field">The field; the cost is that of one JVP per feature of the state.</param>
    public static Program Exact(VectorField field)
    {
        var pushforward = Pushforward.Of(field.Program);
        return Trace.Program(
            $"divergence of {field.Program.Name}",
            field.Program.Inputs.AsSpan(),
            inputs => [("divergence", TraceOf(Jacobian.Columns(pushforward, inputs, StateInput)))]);
    }

    /// <summary>The estimate εᵀ(∂f/∂y)ε; its inputs are those of the field and then ε [state].</summary>
    /// <param name="field">The field.</param>
    /// <remarks>
    /// Unbiased for ε with mean 0 and covariance I. Source: Hutchinson, A stochastic estimator of the trace
    /// of the influence matrix, 1990; Grathwohl and others, FFJORD, 2019, section 3.1.
    /// </remarks>
    public static Program Hutchinson(VectorField field)
    {
        var pushforward = Pushforward.Of(field.Program);
        ProgramInput[] inputs =
            [.. field.Program.Inputs, new ProgramInput("noise", field.State, Shared: false)];
        return Trace.Program(
            $"divergence estimate of {field.Program.Name}",
            inputs,
            values =>
            {
                var own = values.Take(values.Count - 1).ToArray();
                var tangents = Jacobian.Tangents(own, StateInput, values[^1]);
                return [("divergence", Dot(values[^1], Inline.Of(pushforward, [.. own, .. tangents])[0]))];
            });
    }

    private static Expression TraceOf(Expression[] columns) =>
        columns.Select((column, feature) => column[feature]).Aggregate((sum, entry) => sum + entry);
}
