
namespace NeuralOde.Core.Programs.Rules;

/// <summary>A run of features.</summary>
internal sealed record SliceRule(int Start, int Length) : IOperationRule
{
    public string Name => "Slice";

    public string Need => Length < 1 || Start < 0
        ? $"a range that is not empty, not {Start} to {Start + Length}"
        : $"a vector that has the features {Start} to {Start + Length - 1}";

    public bool Fits(ReadOnlySpan<int> sizes) =>
        sizes is [var whole] && Start >= 0 && Length >= 1 && Start + Length <= whole;

    public int Size(ReadOnlySpan<int> sizes) => Length;

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        Expression.Of(new Operation.Slice(Start, Length), tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        Expression.Of(new Operation.Pad(Start, at.Arguments[0].Size), cotangent);
}

/// <summary>A vector among zeros.</summary>
internal sealed record PadRule(int Start, int Padded) : IOperationRule
{
    public string Name => "Pad";

    public string Need => $"a vector that fits into [{Padded}] from {Start} on";

    public bool Fits(ReadOnlySpan<int> sizes) =>
        sizes is [var part] && Start >= 0 && Start + part <= Padded;

    public int Size(ReadOnlySpan<int> sizes) => Padded;

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        Expression.Of(new Operation.Pad(Start, Padded), tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        Expression.Of(new Operation.Slice(Start, at.Arguments[0].Size), cotangent);
}

/// <summary>Vectors one behind the other.</summary>
internal sealed record ConcatenateRule : IOperationRule
{
    public string Name => "Vector";

    public string Need => "at least one part";

    public bool Fits(ReadOnlySpan<int> sizes) => !sizes.IsEmpty;

    public int Size(ReadOnlySpan<int> sizes) => sizes.ToArray().Sum();

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        Expression.Of(new Operation.Pad(Start(at, argument), at.Result.Size), tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        Expression.Of(new Operation.Slice(Start(at, argument), at.Arguments[argument].Size), cotangent);

    private static int Start(in Application at, int argument) =>
        at.Arguments.Take(argument).Sum(part => part.Size);
}
