using System.Globalization;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Equations;

/// <summary>
/// Checks that every name of a list of equations means exactly one thing, so that tracing it cannot fail.
/// </summary>
internal sealed class EquationNames(IReadOnlyList<EquationLine> lines, IReadOnlyList<string> parameters)
{
    private readonly HashSet<string> _parameters = [.. parameters];

    private readonly ILookup<string, EquationLine> _lines =
        lines.ToLookup(line => line.Name, StringComparer.Ordinal);

    /// <summary>The first fault, or the names of the states in order.</summary>
    public Result<ValueArray<string>, EquationError> Check() =>
        (Taken() ?? Used() ?? Circles() ?? Missing()) is { } error
            ? error
            : new Result<ValueArray<string>, EquationError>.Ok(States);

    /// <summary>By number if they are y1, y2, …; otherwise in the order of their lines.</summary>
    private ValueArray<string> States
    {
        get
        {
            var names = lines.OfType<EquationLine.Derivative>().Select(line => line.Name).ToArray();
            return [.. names.All(name => Number(name) > 0) ? names.OrderBy(Number) : names.AsEnumerable()];
        }
    }

    private EquationError.NameTaken? Taken() => lines
        .Select((line, i) => (Line: line, Taker: Taker(line.Name) ?? Earlier(line.Name, i)))
        .Where(pair => pair.Taker is not null)
        .Select(pair => new EquationError.NameTaken(pair.Line.Place, pair.Line.Name, pair.Taker!))
        .FirstOrDefault();

    private string? Taker(string name) => name switch
    {
        EquationFunctions.Time => "the time",
        EquationFunctions.Pi => "the constant pi",
        _ when EquationFunctions.All.ContainsKey(name) => "a function",
        _ when _parameters.Contains(name) => "a parameter",
        _ => null,
    };

    private string? Earlier(string name, int index) =>
        lines.Take(index).FirstOrDefault(line => line.Name == name) is { } earlier
            ? string.Create(CultureInfo.InvariantCulture, $"equation {earlier.Place.Equation}")
            : null;

    private EquationError? Used() =>
        lines.Select(line => Used(line.Value, Arguments(line))).FirstOrDefault(error => error is not null);

    private EquationError? Used(EquationTerm term, ValueArray<string> arguments) =>
        Terms(term).Select(part => Fault(part, arguments)).FirstOrDefault(error => error is not null);

    private EquationError? Fault(EquationTerm term, ValueArray<string> arguments) => term switch
    {
        EquationTerm.Name(var name, var place) when !arguments.Contains(name) => Kind(name) switch
        {
            null => new EquationError.UnknownName(place, name, [.. Values(arguments)]),
            { Arguments: 0 } => null,
            _ => new EquationError.NotCalled(place, name),
        },
        EquationTerm.Call(var name, var given, var place) => Kind(name) switch
        {
            _ when arguments.Contains(name) => new EquationError.NotAFunction(place, name),
            null => new EquationError.UnknownName(place, name, [.. Functions]),
            { Arguments: 0 } => new EquationError.NotAFunction(place, name),
            { Arguments: var needed } when needed != given.Count =>
                new EquationError.WrongArguments(place, name, needed, given.Count),
            _ => null,
        },
        _ => null,
    };

    /// <summary>The number of arguments of a known name, 0 for a value; null for an unknown name.</summary>
    private (int Arguments, bool Known)? Kind(string name) =>
        name is EquationFunctions.Time or EquationFunctions.Pi || _parameters.Contains(name) ? (0, true)
        : EquationFunctions.All.TryGetValue(name, out var function) ? (function.Arguments, true)
        : _lines[name].FirstOrDefault() is { } line ? (Arguments(line).Count, true)
        : null;

    private IEnumerable<string> Values(ValueArray<string> arguments) =>
        arguments.Concat(lines.Where(line => line is not EquationLine.Function).Select(line => line.Name))
            .Concat(parameters).Append(EquationFunctions.Time).Append(EquationFunctions.Pi).Concat(Functions);

    private IEnumerable<string> Functions =>
        lines.OfType<EquationLine.Function>().Select(line => line.Name).Concat(EquationFunctions.All.Keys);

    private EquationError? Circles()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        return lines.Select(line => Circle(line, [line.Name], done)).FirstOrDefault(
            error => error is not null);
    }

    /// <summary>Follows what a line needs; a state is known at any time, so a chain ends there.</summary>
    private EquationError? Circle(EquationLine line, ValueArray<string> chain, HashSet<string> done)
    {
        if (done.Contains(line.Name)) return null;
        foreach (var next in Needs(line))
        {
            if (chain.Contains(next.Name))
            {
                return new EquationError.Circular(
                    next.Place, [.. chain.SkipWhile(name => name != next.Name), next.Name]);
            }

            if (Circle(next, [.. chain, next.Name], done) is { } error) return error;
        }

        _ = done.Add(line.Name);
        return null;
    }

    private IEnumerable<EquationLine> Needs(EquationLine line) =>
        from part in Terms(line.Value)
        let name = part switch
        {
            EquationTerm.Name(var value, _) when !Arguments(line).Contains(value) => value,
            EquationTerm.Call(var function, _, _) => function,
            _ => "",
        }
        from needed in _lines[name]
        where needed is not EquationLine.Derivative
        select needed;

    private EquationError.MissingDerivative? Missing()
    {
        var states = States;
        if (states.Count == 0) return new EquationError.MissingDerivative(new(1, 1), "y1");
        var gap = states.Select((name, i) => (Name: name, Wanted: i + 1))
            .FirstOrDefault(
                pair => Number(pair.Name) > 0 && Number(pair.Name) != pair.Wanted && AllNumbered(states));
        return gap.Name is null
            ? null
            : new EquationError.MissingDerivative(
                _lines[gap.Name].First().Place, string.Create(
                    CultureInfo.InvariantCulture, $"y{gap.Wanted}"));
    }

    private static bool AllNumbered(ValueArray<string> names) => names.All(name => Number(name) > 0);

    /// <summary>The number of a state called y1, y2, …; 0 for another name.</summary>
    private static int Number(string name) =>
        name.StartsWith('y')
            && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static ValueArray<string> Arguments(EquationLine line) =>
        line is EquationLine.Function function ? function.Arguments : [];

    /// <summary>A term and all its parts.</summary>
    private static IEnumerable<EquationTerm> Terms(EquationTerm term) => term switch
    {
        EquationTerm.Call call => call.Arguments.SelectMany(Terms).Prepend(call),
        EquationTerm.Negate negate => Terms(negate.Value),
        EquationTerm.Chain chain =>
            Terms(chain.First).Concat(chain.Rest.SelectMany(link => Terms(link.Value))),
        _ => [term],
    };
}
