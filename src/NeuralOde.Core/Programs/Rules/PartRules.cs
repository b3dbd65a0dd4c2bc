using System.Collections.Immutable;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>A run of features.</summary>
internal sealed record SliceRule(int Start, int Length) : IOperationRule
{
    public string Name => "Slice";

    public int Size(ImmutableArray<Expression> arguments)
    {
        Misfit.Unless(
            Start >= 0 && Length >= 1 && Start + Length <= arguments[0].Size,
            Name, $"a vector that has the features {Start} to {Start + Length - 1}", arguments);
        return Length;
    }

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        Expression.Of(new Operation.Slice(Start, Length), tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        Expression.Of(new Operation.Pad(Start, at.Arguments[0].Size), cotangent);
}

/// <summary>A vector among zeros.</summary>
internal sealed record PadRule(int Start, int Padded) : IOperationRule
{
    public string Name => "Pad";

    public int Size(ImmutableArray<Expression> arguments)
    {
        Misfit.Unless(
            Start >= 0 && Start + arguments[0].Size <= Padded,
            Name, $"a vector that fits into [{Padded}] from {Start} on", arguments);
        return Padded;
    }

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        Expression.Of(new Operation.Pad(Start, Padded), tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        Expression.Of(new Operation.Slice(Start, at.Arguments[0].Size), cotangent);
}

/// <summary>Vectors one behind the other.</summary>
internal sealed record ConcatenateRule : IOperationRule
{
    public string Name => "Vector";

    public int Size(ImmutableArray<Expression> arguments)
    {
        Misfit.Unless(!arguments.IsEmpty, Name, "at least one part", arguments);
        return arguments.Sum(argument => argument.Size);
    }

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        Expression.Of(new Operation.Pad(Start(at, argument), at.Result.Size), tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        Expression.Of(new Operation.Slice(Start(at, argument), at.Arguments[argument].Size), cotangent);

    private static int Start(in Application at, int argument) =>
        at.Arguments.Take(argument).Sum(part => part.Size);
}
