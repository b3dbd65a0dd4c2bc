using System.Collections.Immutable;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>The sum of the features.</summary>
internal sealed record SumRule : IOperationRule
{
    public string Name => "Sum";

    public int Size(ImmutableArray<Expression> arguments) => 1;

    public Expression Tangent(in Application at, int argument, Expression tangent) => Sum(tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        cotangent.Fit(at.Arguments[0].Size);
}

/// <summary>The sum of products.</summary>
internal sealed record DotRule : IOperationRule
{
    public string Name => "Dot";

    public int Size(ImmutableArray<Expression> arguments)
    {
        Misfit.Unless(arguments[0].Size == arguments[1].Size, Name, "two vectors of one size", arguments);
        return 1;
    }

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        Dot(tangent, at.Arguments[1 - argument]);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        cotangent * at.Arguments[1 - argument];
}

/// <summary>One feature, repeated.</summary>
internal sealed record BroadcastRule(int Repeated) : IOperationRule
{
    public string Name => "Broadcast";

    public int Size(ImmutableArray<Expression> arguments)
    {
        Misfit.Unless(arguments[0].Size == 1, Name, $"a vector [1] to make [{Repeated}] of", arguments);
        return Repeated;
    }

    public Expression Tangent(in Application at, int argument, Expression tangent) => tangent.Fit(Repeated);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) => Sum(cotangent);
}
