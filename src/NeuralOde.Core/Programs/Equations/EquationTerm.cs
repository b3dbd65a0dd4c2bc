using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Equations;

/// <summary>One line of a list of equations, and where its name stands.</summary>
internal abstract record EquationLine
{
    private EquationLine() { }

    /// <summary>The name that the line gives a meaning to.</summary>
    public abstract string Name { get; init; }

    /// <summary>The right-hand side.</summary>
    public abstract EquationTerm Value { get; init; }

    /// <summary>Where the name stands.</summary>
    public abstract EquationPlace Place { get; init; }

    /// <summary><c>name = value</c>.</summary>
    public sealed record Definition(string Name, EquationTerm Value, EquationPlace Place) : EquationLine;

    /// <summary><c>name(arguments) = value</c>.</summary>
    public sealed record Function(
        string Name, ValueArray<string> Arguments, EquationTerm Value, EquationPlace Place) : EquationLine;

    /// <summary><c>name' = value</c>.</summary>
    public sealed record Derivative(string Name, EquationTerm Value, EquationPlace Place) : EquationLine;
}

/// <summary>A right-hand side, or a part of one.</summary>
internal abstract record EquationTerm
{
    private EquationTerm() { }

    /// <summary>A number.</summary>
    public sealed record Number(double Value) : EquationTerm;

    /// <summary>A state, parameter, definition, argument, t or pi.</summary>
    public sealed record Name(string Value, EquationPlace Place) : EquationTerm;

    /// <summary>A function of arguments.</summary>
    public sealed record Call(string Function, ValueArray<EquationTerm> Arguments, EquationPlace Place) : EquationTerm;

    /// <summary>The negative.</summary>
    public sealed record Negate(EquationTerm Value) : EquationTerm;

    /// <summary>Operators of one rank, from left to right; a list, so that long sums do not nest.</summary>
    public sealed record Chain(EquationTerm First, ValueArray<EquationLink> Rest) : EquationTerm;
}

/// <summary>An operator and what stands behind it.</summary>
internal sealed record EquationLink(string Operator, EquationTerm Value);
