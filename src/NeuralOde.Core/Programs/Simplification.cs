using static NeuralOde.Core.Programs.Expression;

namespace NeuralOde.Core.Programs;

/// <summary>Writes an expression in its simplest form.</summary>
/// <remarks>
/// Every rule keeps the bits of a finite result, except for the sign of a zero. What is multiplied
/// by a constant zero is gone, also if it is infinite: this is what makes a derivative with
/// respect to one argument cheap.
/// </remarks>
internal static class Simplification
{
    public static Expression Of(Expression x) => x.Operation switch
    {
        Operation.Unary(UnaryFunction.Negate) => Negation(x),
        Operation.Binary(var function) => Arithmetic(function, x),
        Operation.Select => Choice(x),
        Operation.MatrixVector or Operation.TransposedMatrixVector or Operation.Outer or Operation.Dot
            or Operation.ConvolutionOuter or Operation.TransposedConvolution =>
            Product(x),
        Operation.Convolution => Convolution(x),
        Operation.Pool => Pool(x),
        Operation.Sum => Sum(x),
        Operation.Broadcast(1) => x.Arguments[0],
        Operation.Slice or Operation.Pad or Operation.Concatenate => PartSimplification.Of(x),
        _ => x,
    };

    /// <summary>True when every feature is this constant.</summary>
    public static bool Is(this Expression x, double value) => x.Operation switch
    {
        Operation.Constant(var values) => values.All(entry => entry == value),
        Operation.Broadcast => x.Arguments[0].Is(value),
        _ => false,
    };

    private static Expression Negation(Expression x) => x.Arguments[0] switch
    {
        { Operation: Operation.Constant(var values) } => Constant([.. values.Select(value => -value)]),
        { Operation: Operation.Unary(UnaryFunction.Negate) } inner => inner.Arguments[0],
        var argument when argument.Is(0) => argument,
        _ => x,
    };

    private static Expression Arithmetic(BinaryFunction function, Expression z)
    {
        var (x, y) = (z.Arguments[0], z.Arguments[1]);
        return function switch
        {
            BinaryFunction.Add or BinaryFunction.Subtract or BinaryFunction.Multiply or BinaryFunction.Divide
                when (x.Operation, y.Operation) is (Operation.Constant([var a]), Operation.Constant([var b])) =>
                Fold(function, a, b),
            BinaryFunction.Add when x.Is(0) => y.Fit(z.Size),
            BinaryFunction.Add or BinaryFunction.Subtract when y.Is(0) => x.Fit(z.Size),
            BinaryFunction.Subtract when x.Is(0) => -y.Fit(z.Size),
            BinaryFunction.Multiply when x.Is(0) || y.Is(0) => Zero(z.Size),
            BinaryFunction.Multiply when x.Is(1) => y.Fit(z.Size),
            BinaryFunction.Multiply or BinaryFunction.Divide when y.Is(1) => x.Fit(z.Size),
            BinaryFunction.Divide when x.Is(0) => Zero(z.Size),
            _ => z,
        };
    }

    private static Expression Fold(BinaryFunction function, double a, double b) => function switch
    {
        BinaryFunction.Add => a + b,
        BinaryFunction.Subtract => a - b,
        BinaryFunction.Multiply => a * b,
        _ => a / b,
    };

    private static Expression Choice(Expression x)
    {
        var (condition, then, otherwise) = (x.Arguments[0], x.Arguments[1], x.Arguments[2]);
        return condition switch
        {
            _ when ReferenceEquals(then, otherwise) => then.Fit(x.Size),
            _ when then.Is(0) && otherwise.Is(0) => Zero(x.Size),
            { Operation: Operation.Constant([var value]) } => (value != 0 ? then : otherwise).Fit(x.Size),
            _ => x,
        };
    }

    /// <summary>W·x, Wᵀ·v, x·yᵀ and dot products, which are zero as soon as a factor is.</summary>
    private static Expression Product(Expression x) => x.Arguments switch
    {
        [var w, var v, var bias] when w.Is(0) || v.Is(0) => bias,
        [var w, var v, var bias] when bias.Is(0) => Expression.Of(x.Operation, w, v),
        [var w, var v] when w.Is(0) || v.Is(0) => Zero(x.Size),
        _ => x,
    };

    private static Expression Convolution(Expression x) => x.Arguments switch
    {
        [var w, var v, var bias] when bias.Is(0) => Expression.Of(x.Operation, w, v),
        [var w, var v] when w.Is(0) || v.Is(0) => Zero(x.Size),
        _ => x,
    };

    private static Expression Pool(Expression x) => x.Arguments[^1].Is(0) ? Zero(x.Size) : x;

    private static Expression Sum(Expression x) => x.Arguments[0] switch
    {
        { Size: 1 } single => single,
        { Operation: Operation.Pad } padded => Expression.Of(x.Operation, padded.Arguments[0]),
        var argument when argument.Is(0) => Zero(1),
        _ => x,
    };
}
