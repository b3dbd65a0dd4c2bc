using System.Collections.Immutable;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Equations;

/// <summary>
/// Turns checked equations into expressions; a definition is traced once, a function at each call.
/// </summary>
internal sealed class EquationTracer
{
    private readonly ImmutableDictionary<string, Expression> _known;
    private readonly Dictionary<string, EquationLine> _lines;
    private readonly Dictionary<string, Expression> _definitions = [];

    public EquationTracer(
        IReadOnlyList<EquationLine> lines, IEnumerable<(string Name, Expression Value)> known)
    {
        _known = known.ToImmutableDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        _lines = lines.ToDictionary(line => line.Name, StringComparer.Ordinal);
        foreach (var definition in lines.OfType<EquationLine.Definition>()) _ = Defined(definition);
    }

    /// <summary>The derivatives of the states, in their order; shape [states].</summary>
    public Expression Derivatives(IEnumerable<string> states) =>
        Symbolic.Vector([.. states.Select(state => Value(_lines[state].Value, _known))]);

    private Expression Defined(EquationLine definition)
    {
        if (_definitions.TryGetValue(definition.Name, out var value)) return value;
        var traced = Value(definition.Value, _known);
        _definitions.Add(definition.Name, traced);
        return traced;
    }

    private Expression Value(EquationTerm term, ImmutableDictionary<string, Expression> scope) => term switch
    {
        EquationTerm.Number(var number) => number,
        EquationTerm.Name(var name, _) =>
            scope.TryGetValue(name, out var known) ? known : Defined(_lines[name]),
        EquationTerm.Negate(var value) => -Value(value, scope),
        EquationTerm.Chain(var first, var rest) => rest.Aggregate(
            Value(first, scope),
            (left, link) => EquationFunctions.Operators[link.Operator](left, Value(link.Value, scope))),
        EquationTerm.Call(var function, var arguments, _) =>
            Called(function, [.. arguments.Select(argument => Value(argument, scope))]),
        _ => throw Unreachable.Case(term),
    };

    private Expression Called(string name, Expression[] arguments) =>
        _lines.TryGetValue(name, out var line) && line is EquationLine.Function function
            ? Value(function.Value, _known.SetItems(
                function.Arguments.Zip(arguments, KeyValuePair.Create)))
            : EquationFunctions.All[name].Of(arguments);
}
