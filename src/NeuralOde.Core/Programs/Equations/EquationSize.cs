using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Equations;

/// <summary>How many operations a list of equations comes to: a definition is computed once, a function is written
/// out at each call, and so functions of functions can grow without bound.</summary>
/// <param name="lines">The equations, in whose names there is no fault.</param>
internal sealed class EquationSize(IReadOnlyList<EquationLine> lines)
{
    /// <summary>The most operations that are written out.</summary>
    public const int Most = 1 << 16;

    private readonly Dictionary<string, EquationLine.Function> _functions =
        lines.OfType<EquationLine.Function>().ToDictionary(line => line.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, double> _known = new(StringComparer.Ordinal);

    /// <summary>The number of operations, or the first line with which there are too many.</summary>
    public Result<double, EquationError> Check()
    {
        var total = 0.0;
        foreach (var line in lines.Where(line => line is not EquationLine.Function))
        {
            total += Of(line.Value);
            if (total > Most) return new EquationError.TooLong(line.Place, line.Name, total, Most);
        }

        return total;
    }

    private double Of(EquationTerm term) => term switch
    {
        EquationTerm.Negate(var value) => 1 + Of(value),
        EquationTerm.Chain(var first, var rest) => Of(first) + rest.Sum(link => 1 + Of(link.Value)),
        EquationTerm.Call(var name, var arguments, _) => Of(name) + arguments.Sum(Of),
        _ => 0,
    };

    private double Of(string function)
    {
        if (!_functions.TryGetValue(function, out var line)) return 1;
        if (_known.TryGetValue(function, out var known)) return known;
        return _known[function] = Of(line.Value);
    }
}
