using static NeuralOde.Core.Programs.Expression;

namespace NeuralOde.Core.Programs;

/// <summary>
/// The functions of expressions that change their size; write <c>using static</c> to call them by name.
/// </summary>
public static partial class Symbolic
{
    /// <summary>Fixed numbers; shape [values].</summary>
    public static Expression Constants(params ReadOnlySpan<double> values) => Constant(values);

    /// <summary>The parts one behind the other; size: the sum of theirs.</summary>
    public static Expression Vector(params ReadOnlySpan<Expression> parts) =>
        Of(new Operation.Concatenate(), parts);

    /// <summary>The parts one behind the other; size: the sum of theirs.</summary>
    public static Expression Concatenate(params ReadOnlySpan<Expression> parts) => Vector(parts);

    /// <summary>The sum of the features, in order; size 1.</summary>
    public static Expression Sum(Expression x) => Of(new Operation.Sum(), x);

    /// <summary>The sum of the products of the features, in order; size 1.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static Expression Dot(Expression x, Expression y) => Of(new Operation.Dot(), x, y);

    /// <summary>A number as a vector with <paramref name="size"/> equal features.</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> is not of size 1.</exception>
    public static Expression Broadcast(Expression x, int size) => x.Fit(size);

    /// <summary>The vector among zeros, from the feature <paramref name="start"/> on; shape [size].</summary>
    /// <exception cref="ArgumentException">It does not fit in.</exception>
    public static Expression Pad(Expression x, int start, int size) => Of(new Operation.Pad(start, size), x);

    /// <summary>W·x; W by rows, its number of columns is the size of x.</summary>
    /// <exception cref="ArgumentException">The size of W is no multiple of that of x.</exception>
    public static Expression MatrixVector(Expression w, Expression x) =>
        Of(new Operation.MatrixVector(RowsFor(w, x), x.Size), w, x);

    /// <summary>Wᵀ·v; W by rows, its number of rows is the size of v.</summary>
    /// <exception cref="ArgumentException">The size of W is no multiple of that of v.</exception>
    public static Expression TransposedMatrixVector(Expression w, Expression v) =>
        Of(new Operation.TransposedMatrixVector(v.Size, RowsFor(w, v)), w, v);

    /// <summary>b + W·x; W has shape [size of b, size of x].</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression Affine(Expression w, Expression x, Expression b) =>
        Of(new Operation.MatrixVector(b.Size, x.Size), w, x, b);

    /// <summary>x·yᵀ by rows; shape [size of x, size of y].</summary>
    public static Expression Outer(Expression x, Expression y) => Of(new Operation.Outer(), x, y);

    /// <summary>Where the condition is not 0 the second, elsewhere the third; both are computed.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression If(Expression condition, Expression then, Expression otherwise) =>
        Of(new Operation.Select(), condition, then, otherwise);

    /// <summary>As many whole rows as fit: the rule of the operation reports a rest.</summary>
    private static int RowsFor(Expression w, Expression x) => w.Size / Math.Max(1, x.Size);
}
