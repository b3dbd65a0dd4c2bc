using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>One call of a kernel on the memory of a plan.</summary>
internal abstract record Step
{
    private Step() { }

    /// <summary>To = f(X).</summary>
    public sealed record Unary(UnaryFunction Function, Place X, Place To) : Step;

    /// <summary>To = f(X, Y).</summary>
    public sealed record Binary(BinaryFunction Function, Place X, Place Y, Place To) : Step;

    /// <summary>To = Condition ≠ 0 ? Then : Otherwise.</summary>
    public sealed record Select(Place Condition, Place Then, Place Otherwise, Place To) : Step;

    /// <summary>To = Bias + W·X; a bias without features is 0.</summary>
    public sealed record Product(MatrixPlace W, Place X, Place Bias, Place To) : Step;

    /// <summary>To = X.</summary>
    public sealed record Copy(Place X, Place To) : Step;

    /// <summary>To = 0.</summary>
    public sealed record Clear(Place To) : Step;

    /// <summary>Sums += Σ over lanes of X·Yᵀ.</summary>
    public sealed record OuterSum(Place X, Place Y, OuterSize Size, Place Sums) : Step;
}

/// <summary>A matrix as a product sees it.</summary>
internal readonly record struct MatrixPlace(Place Entries, int Rows, int Columns, bool IsTransposed);
