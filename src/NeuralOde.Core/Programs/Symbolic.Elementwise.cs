using static NeuralOde.Core.Programs.Expression;

namespace NeuralOde.Core.Programs;

public static partial class Symbolic
{
    /// <summary>The largest whole exponent that <see cref="Pow"/> writes as multiplications.</summary>
    private const int LargestMultipliedExponent = 8;

    /// <summary>|x|; its derivative at 0 is 0.</summary>
    public static Expression Abs(Expression x) => Unary(UnaryFunction.Abs, x);

    /// <summary>−1, 0 or 1; its derivative is 0 everywhere.</summary>
    public static Expression Sign(Expression x) => Unary(UnaryFunction.Sign, x);

    /// <summary>The largest whole number that is not above x; its derivative is 0 everywhere.</summary>
    public static Expression Floor(Expression x) => Unary(UnaryFunction.Floor, x);

    /// <summary>√x.</summary>
    public static Expression Sqrt(Expression x) => Unary(UnaryFunction.Sqrt, x);

    /// <summary>eˣ.</summary>
    public static Expression Exp(Expression x) => Unary(UnaryFunction.Exp, x);

    /// <summary>eˣ − 1, accurate near 0.</summary>
    public static Expression Expm1(Expression x) => Unary(UnaryFunction.Expm1, x);

    /// <summary>The natural logarithm.</summary>
    public static Expression Log(Expression x) => Unary(UnaryFunction.Log, x);

    /// <summary>log(1 + x), accurate near 0.</summary>
    public static Expression Log1p(Expression x) => Unary(UnaryFunction.Log1p, x);

    /// <summary>The sine, of radians.</summary>
    public static Expression Sin(Expression x) => Unary(UnaryFunction.Sin, x);

    /// <summary>The cosine, of radians.</summary>
    public static Expression Cos(Expression x) => Unary(UnaryFunction.Cos, x);

    /// <summary>The tangent, of radians.</summary>
    public static Expression Tan(Expression x) => Unary(UnaryFunction.Tan, x);

    /// <summary>The hyperbolic sine.</summary>
    public static Expression Sinh(Expression x) => Unary(UnaryFunction.Sinh, x);

    /// <summary>The hyperbolic cosine.</summary>
    public static Expression Cosh(Expression x) => Unary(UnaryFunction.Cosh, x);

    /// <summary>The hyperbolic tangent, at most 5 units in the last place off.</summary>
    public static Expression Tanh(Expression x) => Unary(UnaryFunction.Tanh, x);

    /// <summary>The hyperbolic tangent, at most 3 units in the last place off, which takes longer.</summary>
    public static Expression AccurateTanh(Expression x) => Unary(UnaryFunction.AccurateTanh, x);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Expression Sigmoid(Expression x) => Unary(UnaryFunction.Sigmoid, x);

    /// <summary>x to the power y; a fixed whole exponent up to ±8 is a product.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression Pow(Expression x, Expression y) => y.Operation switch
    {
        Operation.Constant { Values: [var n] } when IsSmallWhole(n) && n >= 0 => Product(x, (int)n),
        Operation.Constant { Values: [var n] } when IsSmallWhole(n) => 1.0 / Product(x, (int)-n),
        _ => Binary(BinaryFunction.Power, x, y),
    };

    /// <summary>The smaller; where both are equal its derivative is shared by halves.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression Min(Expression x, Expression y) => Binary(BinaryFunction.Minimum, x, y);

    /// <summary>The larger; where both are equal its derivative is shared by halves.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression Max(Expression x, Expression y) => Binary(BinaryFunction.Maximum, x, y);

    /// <summary>x − y·⌊x / y⌋, which has the sign of y.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression Mod(Expression x, Expression y) => x - y * Floor(x / y);

    /// <summary>1 where x &lt; y, else 0.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression Less(Expression x, Expression y) => Binary(BinaryFunction.Less, x, y);

    /// <summary>1 where x ≤ y, else 0.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression LessOrEqual(Expression x, Expression y) =>
        Binary(BinaryFunction.LessOrEqual, x, y);

    /// <summary>1 where x &gt; y, else 0.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression Greater(Expression x, Expression y) => Less(y, x);

    /// <summary>1 where x ≥ y, else 0.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression GreaterOrEqual(Expression x, Expression y) => LessOrEqual(y, x);

    /// <summary>1 where x = y, else 0.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression Equal(Expression x, Expression y) => Binary(BinaryFunction.Equal, x, y);

    /// <summary>1 where x ≠ y, else 0.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression NotEqual(Expression x, Expression y) => 1.0 - Equal(x, y);

    private static bool IsSmallWhole(double n) =>
        Math.Abs(n) <= LargestMultipliedExponent && Math.Floor(n) == n;

    private static Expression Product(Expression x, int count) => count switch
    {
        0 => Constant([1.0]).Fit(x.Size),
        1 => x,
        _ when count % 2 == 0 => Square(Product(x, count / 2)),
        _ => Product(x, count - 1) * x,
    };

    private static Expression Square(Expression x) => x * x;
}
