using System.Collections.Immutable;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>What a register of a chain holds; arguments are the indices of values before it.</summary>
internal abstract record ChainValue
{
    private ChainValue() { }

    /// <summary>What stands in memory.</summary>
    public sealed record Load(Row From) : ChainValue;

    /// <summary>The same number in all lanes.</summary>
    public sealed record Constant(double Value) : ChainValue;

    /// <summary>f(x).</summary>
    public sealed record Unary(UnaryFunction Function, int X) : ChainValue;

    /// <summary>f(x, y).</summary>
    public sealed record Binary(BinaryFunction Function, int X, int Y) : ChainValue;

    /// <summary>Condition ≠ 0 ? then : otherwise.</summary>
    public sealed record Select(int Condition, int Then, int Otherwise) : ChainValue;

    /// <summary>x · y + addend, rounded once.</summary>
    public sealed record MultiplyAdd(int X, int Y, int Addend) : ChainValue;

    /// <summary>
    /// The sum over the features of x · y, each term fused, in the chain's order, from a value before the features.
    /// </summary>
    public sealed record Sum(int X, int Y, int From) : ChainValue;

    /// <summary>The outermost operation of a formula, on parts that stand elsewhere.</summary>
    public sealed record Applied(Formula Formula, ImmutableArray<int> Parts) : ChainValue;

    /// <summary>The values that it is made of.</summary>
    public IReadOnlyList<int> Arguments => this switch
    {
        Unary v => [v.X],
        Binary v => [v.X, v.Y],
        Select v => [v.Condition, v.Then, v.Otherwise],
        MultiplyAdd v => [v.X, v.Y, v.Addend],
        Sum v => [v.X, v.Y, v.From],
        Applied v => v.Parts,
        _ => [],
    };

    /// <summary>The same of arguments that stand elsewhere.</summary>
    public ChainValue Moved(IReadOnlyList<int> to) => this switch
    {
        Unary v => v with { X = to[v.X] },
        Binary v => v with { X = to[v.X], Y = to[v.Y] },
        Select v => new Select(to[v.Condition], to[v.Then], to[v.Otherwise]),
        MultiplyAdd v => new MultiplyAdd(to[v.X], to[v.Y], to[v.Addend]),
        Sum v => new Sum(to[v.X], to[v.Y], to[v.From]),
        Applied v => v with { Parts = [.. v.Parts.Select(part => to[part])] },
        _ => this,
    };
}

/// <summary>
/// When a value is made, for some lanes: before the features are walked through, with each, or behind them.
/// </summary>
internal enum Phase
{
    Before,
    Each,
    Behind,
}
