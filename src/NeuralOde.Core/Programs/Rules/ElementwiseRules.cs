using NeuralOde.Core.Values;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>An input or a constant, which has no arguments.</summary>
internal sealed record LeafRule(Operation Leaf) : IOperationRule
{
    public string Name => Leaf.GetType().Name;

    public string Need => "no arguments";

    public bool Fits(ReadOnlySpan<int> sizes) => sizes.IsEmpty;

    public int Size(ReadOnlySpan<int> sizes) =>
        Leaf is Operation.Constant(var values) ? values.Count : throw Unreachable.Case(Leaf);

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        throw Unreachable.Case(Leaf);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        throw Unreachable.Case(Leaf);
}

/// <summary>A function of each feature: both derivatives are the factor f′(x).</summary>
internal sealed record UnaryRule(UnaryFunction Function) : IOperationRule
{
    public string Name => Function.ToString();

    public string Need => "one vector";

    public bool Fits(ReadOnlySpan<int> sizes) => sizes.Length == 1;

    public int Size(ReadOnlySpan<int> sizes) => sizes[0];

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        TimesDerivative(at.Arguments[0], at.Result, tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        TimesDerivative(at.Arguments[0], at.Result, cotangent);

    private Expression TimesDerivative(Expression x, Expression z, Expression d) => Function switch
    {
        UnaryFunction.Negate => -d,
        UnaryFunction.Abs => d * Sign(x),
        UnaryFunction.Sign or UnaryFunction.Floor => Expression.Zero(d.Size),
        UnaryFunction.Sqrt => 0.5 * d / z,
        UnaryFunction.Exp => d * z,
        UnaryFunction.Expm1 => d * (z + 1),
        UnaryFunction.Log => d / x,
        UnaryFunction.Log1p => d / (1 + x),
        UnaryFunction.Sin => d * Cos(x),
        UnaryFunction.Cos => -(d * Sin(x)),
        UnaryFunction.Tan => d * (1 + z * z),
        UnaryFunction.Sinh => d * Cosh(x),
        UnaryFunction.Cosh => d * Sinh(x),
        UnaryFunction.Tanh or UnaryFunction.AccurateTanh => d * (1 - z * z),
        UnaryFunction.Sigmoid => d * (z * (1 - z)),
        _ => throw Unreachable.Case(Function),
    };
}

/// <summary>A function of two features: derivatives are the factors ∂f/∂x and ∂f/∂y.</summary>
internal sealed record BinaryRule(BinaryFunction Function) : IOperationRule
{
    public string Name => Function.ToString();

    public string Need => "two vectors of one size, or of size 1";

    public bool Fits(ReadOnlySpan<int> sizes) => sizes.Length == 2 && CommonSize.Fits(sizes);

    public int Size(ReadOnlySpan<int> sizes) => CommonSize.Of(sizes);

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        TimesDerivative(at, argument, tangent).Fit(at.Result.Size);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        CommonSize.Reduce(TimesDerivative(at, argument, cotangent), at.Arguments[argument].Size);

    private Expression TimesDerivative(in Application at, int argument, Expression d)
    {
        var (x, y, z) = (at.Arguments[0], at.Arguments[1], at.Result);
        return (Function, argument) switch
        {
            (BinaryFunction.Add, _) or (BinaryFunction.Subtract, 0) => d,
            (BinaryFunction.Subtract, _) => -d,
            (BinaryFunction.Multiply, 0) => d * y,
            (BinaryFunction.Multiply, _) => d * x,
            (BinaryFunction.Divide, 0) => d / y,
            (BinaryFunction.Divide, _) => -(d / y * z),
            (BinaryFunction.Power, 0) => d * (y * Pow(x, y - 1)),
            (BinaryFunction.Power, _) => d * (z * Log(If(Greater(x, 0), x, 1))),
            (BinaryFunction.Minimum, 0) => d * Share(x, y),
            (BinaryFunction.Minimum, _) => d * Share(y, x),
            (BinaryFunction.Maximum, 0) => d * Share(y, x),
            (BinaryFunction.Maximum, _) => d * Share(x, y),
            (BinaryFunction.Less or BinaryFunction.LessOrEqual or BinaryFunction.Equal, _) =>
                Expression.Zero(d.Size),
            _ => throw Unreachable.Case(Function),
        };
    }

    /// <summary>1 where a is below b, ½ where they are equal, else 0.</summary>
    private static Expression Share(Expression a, Expression b) => 0.5 * (Less(a, b) + LessOrEqual(a, b));
}

/// <summary>A choice: derivatives go to the branch that was chosen, none to the condition.</summary>
internal sealed record SelectRule : IOperationRule
{
    public string Name => "If";

    public string Need => "three vectors of one size, or of size 1";

    public bool Fits(ReadOnlySpan<int> sizes) => sizes.Length == 3 && CommonSize.Fits(sizes);

    public int Size(ReadOnlySpan<int> sizes) => CommonSize.Of(sizes);

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        Chosen(at, argument, tangent).Fit(at.Result.Size);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        CommonSize.Reduce(Chosen(at, argument, cotangent), at.Arguments[argument].Size);

    private static Expression Chosen(in Application at, int argument, Expression d) => argument switch
    {
        0 => Expression.Zero(d.Size),
        1 => If(at.Arguments[0], d, 0),
        _ => If(at.Arguments[0], 0, d),
    };
}

/// <summary>The size of operations in which an argument of size 1 serves every feature.</summary>
internal static class CommonSize
{
    public static bool Fits(ReadOnlySpan<int> sizes)
    {
        var common = Of(sizes);
        foreach (var size in sizes)
        {
            if (size != 1 && size != common) return false;
        }

        return true;
    }

    public static int Of(ReadOnlySpan<int> sizes)
    {
        var other = sizes.IndexOfAnyExcept(1);
        return other < 0 ? 1 : sizes[other];
    }

    /// <summary>The cotangent of an argument that served every feature is the sum of theirs.</summary>
    public static Expression Reduce(Expression cotangent, int size) => cotangent switch
    {
        _ when size != 1 || cotangent.Size == 1 => cotangent,

        // The sum over all entries of x·yᵀ ⊙ W is xᵀ·W·y, for which no entry of the outer product is made.
        {
            Operation: Operation.Binary(BinaryFunction.Multiply),
            Arguments: [{ Operation: Operation.Outer } outer, var w],
        }
            when w.Size == outer.Size => Dot(outer.Arguments[0], MatrixVector(w, outer.Arguments[1])),
        _ => Sum(cotangent),
    };
}
