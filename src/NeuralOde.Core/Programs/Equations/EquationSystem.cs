using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Equations;

/// <summary>A vector field written as text: definitions, functions and derivatives, one a line.</summary>
/// <param name="Field">The field; each named parameter is a tensor [1] of its layout.</param>
/// <param name="States">The names of the states in order.</param>
public sealed record EquationSystem(VectorField Field, ValueArray<string> States)
{
    /// <summary>
    /// Reads equations such as <c>r = k*y1</c>, <c>q(u) = exp(u) - 1</c> and <c>y1' = -r + q(y2)</c>.
    /// </summary>
    /// <param name="equations">
    /// The lines; their order matters only for states that are not called y1, y2, ….
    /// </param>
    /// <param name="parameters">The names and values of θ, in order.</param>
    public static Result<EquationSystem, EquationError> Read(
        IReadOnlyList<string> equations, IReadOnlyList<KeyValuePair<string, double>> parameters) =>
        from lines in equations.Select((text, i) => (text, Number: i + 1))
            .Traverse(line => EquationParser.Read(line.text, line.Number))
        from states in new EquationNames(lines, [.. parameters.Select(parameter => parameter.Key)]).Check()
        from fitting in new EquationSize(lines).Check()
        select new EquationSystem(Traced(lines, states, parameters), states);

    private static VectorField Traced(
        IReadOnlyList<EquationLine> lines,
        ValueArray<string> states,
        IReadOnlyList<KeyValuePair<string, double>> parameters)
    {
        var layout = new ParameterLayout(
            [.. parameters.Select(pair => new ParameterBlock(pair.Key, [1], new StartValue.Given([pair.Value])))]);
        return VectorField.Define(states.Count, layout, (t, y, p) =>
        {
            IEnumerable<(string Name, Expression Value)> known =
            [
                (EquationFunctions.Time, t),
                (EquationFunctions.Pi, Math.PI),
                .. states.Select((name, i) => (name, y[i])),
                .. parameters.Select((parameter, i) => (parameter.Key, p[i])),
            ];
            return new EquationTracer(lines, known).Derivatives(states);
        });
    }
}
