using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs;

/// <summary>Writes what is summed over lanes so that an outer product in it stays an outer product.</summary>
/// <remarks>
/// A plan sums an outer product as it is made, without ever writing its [rows, columns]
/// entries for every lane. A sign or a factor in front of it would undo that, so it is moved
/// into the shorter of its two vectors.
/// </remarks>
internal static class LaneSummand
{
    public static Expression Of(Expression x) => HoldsOuter(x) ? Times(x, 1) : x;

    /// <summary>x times a factor of size 1.</summary>
    private static Expression Times(Expression x, Expression factor) => x.Operation switch
    {
        _ when !HoldsOuter(x) => Scaled(x, factor),
        Operation.Outer or Operation.ConvolutionOuter => InShorter(x, factor),
        Operation.Pad(var start, var size) => Pad(Times(x.Arguments[0], factor), start, size),
        Operation.Concatenate => Vector([.. x.Arguments.Select(part => Times(part, factor))]),
        Operation.Unary => Times(x.Arguments[0], -factor),
        Operation.Binary(BinaryFunction.Add) => Times(x.Arguments[0], factor) + Times(x.Arguments[1], factor),
        Operation.Binary(BinaryFunction.Subtract) =>
            Times(x.Arguments[0], factor) + Times(x.Arguments[1], -factor),
        Operation.Binary(BinaryFunction.Divide) => Times(x.Arguments[0], factor / One(x.Arguments[1])),
        Operation.Binary when IsOne(x.Arguments[1]) => Times(x.Arguments[0], factor * One(x.Arguments[1])),
        _ => Times(x.Arguments[1], factor * One(x.Arguments[0])),
    };

    private static Expression InShorter(Expression outer, Expression factor)
    {
        var (x, y) = (outer.Arguments[0], outer.Arguments[1]);
        return x.Size <= y.Size
            ? Expression.Of(outer.Operation, Scaled(x, factor), y)
            : Expression.Of(outer.Operation, x, Scaled(y, factor));
    }

    private static Expression Scaled(Expression x, Expression factor) => factor.Is(-1) ? -x : factor * x;

    /// <summary>True when sums, signs and factors of size 1 lead to an outer product.</summary>
    private static bool HoldsOuter(Expression x) => x.Operation switch
    {
        Operation.Outer or Operation.ConvolutionOuter => true,
        Operation.Pad or Operation.Concatenate or Operation.Unary(UnaryFunction.Negate) =>
            x.Arguments.Any(HoldsOuter),
        Operation.Binary(BinaryFunction.Add or BinaryFunction.Subtract) =>
            x.Arguments.All(argument => argument.Size == x.Size) && x.Arguments.Any(HoldsOuter),
        Operation.Binary(BinaryFunction.Multiply) =>
            (IsOne(x.Arguments[1]) && HoldsOuter(x.Arguments[0]))
            || (IsOne(x.Arguments[0]) && HoldsOuter(x.Arguments[1])),
        Operation.Binary(BinaryFunction.Divide) => IsOne(x.Arguments[1]) && HoldsOuter(x.Arguments[0]),
        _ => false,
    };

    /// <summary>True for a number that serves every feature.</summary>
    private static bool IsOne(Expression x) => x.Size == 1 || x.Operation is Operation.Broadcast;

    private static Expression One(Expression x) => x.Size == 1 ? x : x.Arguments[0];
}
