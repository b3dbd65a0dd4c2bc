using System.Collections.Immutable;
using NeuralOde.Core.Programs.Rules;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs;

/// <summary>
/// A vector that a program will compute: what a C# function sees in place of numbers while it is traced.
/// </summary>
/// <remarks>
/// Two expressions are compared by reference; <see cref="Trace"/> finds those that mean the same.
/// Every operator works feature by feature, and an operand of size 1 serves every feature of the other.
/// </remarks>
public sealed class Expression
{
    private Expression(Operation operation, ImmutableArray<Expression> arguments, int size)
    {
        Operation = operation;
        Arguments = arguments;
        Size = size;
    }

    /// <summary>What is done.</summary>
    public Operation Operation { get; }

    /// <summary>What it is done to.</summary>
    public ImmutableArray<Expression> Arguments { get; }

    /// <summary>The number of features.</summary>
    public int Size { get; }

    /// <summary>One feature; size 1.</summary>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public Expression this[int feature] => Of(new Operation.Slice(feature, 1), this);

    /// <summary>One feature, counted from the end as in <c>y[^1]</c>; size 1.</summary>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public Expression this[Index feature] => this[feature.GetOffset(Size)];

    /// <summary>The features of a range, as in <c>y[1..3]</c>.</summary>
    /// <exception cref="ArgumentException">The range leaves the vector, or is empty.</exception>
    public Expression this[Range features] =>
        Slice(features.Start.GetOffset(Size), features.End.GetOffset(Size));

    /// <summary>A number.</summary>
    public static implicit operator Expression(double value) => Constant([value]);

    /// <summary>x + y.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression operator +(Expression x, Expression y) => Binary(BinaryFunction.Add, x, y);

    /// <summary>x − y.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression operator -(Expression x, Expression y) => Binary(BinaryFunction.Subtract, x, y);

    /// <summary>x · y, feature by feature.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression operator *(Expression x, Expression y) => Binary(BinaryFunction.Multiply, x, y);

    /// <summary>x / y, feature by feature.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression operator /(Expression x, Expression y) => Binary(BinaryFunction.Divide, x, y);

    /// <summary>−x.</summary>
    public static Expression operator -(Expression x) => Unary(UnaryFunction.Negate, x);

    /// <summary>The operation in words, with the size of its result.</summary>
    public override string ToString() => $"{OperationRule.For(Operation).Name} [{Size}]";

    internal static Expression Input(int index, int size) => new(new Operation.Input(index), [], size);

    internal static Expression Constant(ReadOnlySpan<double> values) =>
        new(new Operation.Constant(ValueArray.Of(values)), [], values.Length);

    internal static Expression Zero(int size) => size == 0 ? Constant([]) : Constant([0.0]).Fit(size);

    internal static Expression Unary(UnaryFunction function, Expression x) =>
        Of(new Operation.Unary(function), x);

    internal static Expression Binary(BinaryFunction function, Expression x, Expression y) =>
        Of(new Operation.Binary(function), x, y);

    /// <summary>The operation on these arguments: sizes checked, and in its simplest form.</summary>
    internal static Expression Of(Operation operation, params ReadOnlySpan<Expression> arguments)
    {
        ImmutableArray<Expression> read = [.. arguments];
        int[] sizes = [.. read.Select(argument => argument.Size)];
        var rule = OperationRule.For(operation);
        if (!rule.Fits(sizes)) throw Misfit.Of(rule, sizes);
        return Simplification.Of(new Expression(operation, read, rule.Size(sizes)));
    }

    /// <summary>This vector, repeated to <paramref name="size"/> features if it has only one.</summary>
    internal Expression Fit(int size) => Size == size ? this : Of(new Operation.Broadcast(size), this);

    private Expression Slice(int start, int end) => Of(new Operation.Slice(start, end - start), this);
}
