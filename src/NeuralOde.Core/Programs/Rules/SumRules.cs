using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>The sum of the features.</summary>
internal sealed record SumRule : IOperationRule
{
    public string Name => "Sum";

    public string Need => "one vector";

    public bool Fits(ReadOnlySpan<int> sizes) => sizes.Length == 1;

    public int Size(ReadOnlySpan<int> sizes) => 1;

    public Expression Tangent(in Application at, int argument, Expression tangent) => Sum(tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        cotangent.Fit(at.Arguments[0].Size);
}

/// <summary>The sum of products.</summary>
internal sealed record DotRule : IOperationRule
{
    public string Name => "Dot";

    public string Need => "two vectors of one size";

    public bool Fits(ReadOnlySpan<int> sizes) => sizes is [var x, var y] && x == y;

    public int Size(ReadOnlySpan<int> sizes) => 1;

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        Dot(tangent, at.Arguments[1 - argument]);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        cotangent * at.Arguments[1 - argument];
}

/// <summary>One feature, repeated.</summary>
internal sealed record BroadcastRule(int Repeated) : IOperationRule
{
    public string Name => "Broadcast";

    public string Need => $"a vector [1] to make [{Repeated}] of";

    public bool Fits(ReadOnlySpan<int> sizes) => sizes is [1] && Repeated >= 0;

    public int Size(ReadOnlySpan<int> sizes) => Repeated;

    public Expression Tangent(in Application at, int argument, Expression tangent) => tangent.Fit(Repeated);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) => Sum(cotangent);
}
