using System.Globalization;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Equations;

/// <summary>Where something stands in a list of equations; both numbers count from 1.</summary>
/// <param name="Equation">The number of the equation.</param>
/// <param name="Column">The number of the character in it.</param>
public readonly record struct EquationPlace(int Equation, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"equation {Equation}, column {Column}");
}

/// <summary>Why equations cannot be read.</summary>
public abstract record EquationError
{
    private EquationError() { }

    /// <summary>Where the fault stands.</summary>
    public abstract EquationPlace Place { get; init; }

    /// <summary>Something else was expected there.</summary>
    public sealed record Unexpected(EquationPlace Place, string Found, string Expected) : EquationError;

    /// <summary>No definition, parameter, state or function has this name.</summary>
    public sealed record UnknownName(EquationPlace Place, string Name, ValueArray<string> Known) : EquationError;

    /// <summary>A function was called with another number of arguments than it has.</summary>
    public sealed record WrongArguments(EquationPlace Place, string Name, int Needed, int Given) : EquationError;

    /// <summary>A function stands without arguments.</summary>
    public sealed record NotCalled(EquationPlace Place, string Name) : EquationError;

    /// <summary>Arguments stand behind a name that is no function.</summary>
    public sealed record NotAFunction(EquationPlace Place, string Name) : EquationError;

    /// <summary>The name is given away already.</summary>
    public sealed record NameTaken(EquationPlace Place, string Name, string By) : EquationError;

    /// <summary>Definitions or functions that need one another.</summary>
    public sealed record Circular(EquationPlace Place, ValueArray<string> Chain) : EquationError;

    /// <summary>A state between others has no line that gives its derivative.</summary>
    public sealed record MissingDerivative(EquationPlace Place, string State) : EquationError;

    /// <summary>With this line there are too many operations, functions written out.</summary>
    public sealed record TooLong(EquationPlace Place, string Name, double Operations, int Most) : EquationError;

    /// <summary>The error in words: where, what, and the mend.</summary>
    public string Describe() => $"{Place}: {Reason}";

    private string Reason => this switch
    {
        Unexpected(_, var found, var expected) => $"expected {expected}, found {found}.",
        UnknownName(_, var name, var known) => NearestName.To(name, known) is { } nearest
            ? $"there is no '{name}'. Did you mean '{nearest}'?"
            : $"there is no '{name}'. Define it in a line of its own, or give it in \"parameters\".",
        WrongArguments(_, var name, var needed, var given) => string.Create(
            CultureInfo.InvariantCulture, $"{name} takes {needed} argument{(needed == 1 ? "" : "s")}, not {given}."),
        NotCalled(_, var name) => $"{name} is a function: write its arguments behind it, as in {name}(…).",
        NotAFunction(_, var name) => $"{name} is not a function. Write {name}*(…) for a product.",
        NameTaken(_, var name, var by) => $"the name '{name}' is taken by {by}. Choose another.",
        Circular(_, var chain) =>
            $"{string.Join(" → ", chain)} is a circle. Break it: no line may need itself.",
        MissingDerivative(_, var state) => $"there is no derivative of {state}. Add a line {state}' = ….",
        TooLong(_, var name, var operations, var most) => string.Create(
            CultureInfo.InvariantCulture,
            $"with {name} there are {operations:G6} operations where functions are written out, and at most {most} can "
            + $"be held. Write functions as definitions ({name} = …), which are computed once."),
        _ => throw Unreachable.Case(this),
    };
}
