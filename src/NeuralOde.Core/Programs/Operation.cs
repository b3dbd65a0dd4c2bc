using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs;

/// <summary>
/// One operation of a program. Every value is a vector of features; a matrix is a vector by rows.
/// </summary>
public abstract record Operation
{
    private Operation() { }

    /// <summary>The program input with this index.</summary>
    public sealed record Input(int Index) : Operation;

    /// <summary>Numbers that never change; shape [values].</summary>
    public sealed record Constant(ValueArray<double> Values) : Operation;

    /// <summary>A function of each feature of x.</summary>
    public sealed record Unary(UnaryFunction Function) : Operation;

    /// <summary>
    /// A function of each feature of x and y; an argument of size 1 serves every feature of the other.
    /// </summary>
    public sealed record Binary(BinaryFunction Function) : Operation;

    /// <summary>
    /// Where the first argument is not 0 the second, elsewhere the third; size 1 serves every feature.
    /// </summary>
    public sealed record Select : Operation;

    /// <summary>
    /// W·x, or b + W·x with a third argument; W has shape [Rows, Columns]; summed
    /// over columns in order, from b.
    /// </summary>
    public sealed record MatrixVector(int Rows, int Columns) : Operation;

    /// <summary>Wᵀ·v; W has shape [Rows, Columns], v has shape [Rows]; summed over rows in order.</summary>
    public sealed record TransposedMatrixVector(int Rows, int Columns) : Operation;

    /// <summary>x·yᵀ; shape [size of x, size of y].</summary>
    public sealed record Outer : Operation;

    /// <summary>The sum of the features, in order; size 1.</summary>
    public sealed record Sum : Operation;

    /// <summary>The sum of the products of the features of x and y, in order; size 1.</summary>
    public sealed record Dot : Operation;

    /// <summary>The feature of size 1, repeated.</summary>
    public sealed record Broadcast(int Size) : Operation;

    /// <summary>Features Start … Start + Length − 1.</summary>
    public sealed record Slice(int Start, int Length) : Operation;

    /// <summary>The argument at Start among zeros; the result has Size features.</summary>
    public sealed record Pad(int Start, int Size) : Operation;

    /// <summary>The arguments, one behind the other.</summary>
    public sealed record Concatenate : Operation;

    /// <summary>
    /// W ∗ x, or b + W ∗ x with a third argument; W has shape [channels of the result, channels of the image,
    /// window rows, window columns], b one number for each channel of the result.
    /// </summary>
    public sealed record Convolution(ConvolutionSize Size) : Operation;

    /// <summary>The transpose of W ∗ applied to v, which is a result; gives an image.</summary>
    public sealed record TransposedConvolution(ConvolutionSize Size) : Operation;

    /// <summary>The cotangent of W for the result's cotangent v and the image x; in the shape of W.</summary>
    public sealed record ConvolutionOuter(ConvolutionSize Size) : Operation;

    /// <summary>A function of every window of an image, channel by channel.</summary>
    public sealed record Pool(WindowFunction Function, WindowGrid Grid) : Operation;
}

/// <summary>The functions of the windows of an image. What stands in the padding is left out.</summary>
public enum WindowFunction
{
    /// <summary>The sum of the window of x.</summary>
    Sum,

    /// <summary>For each pixel the sum of v over the windows that cover it: the transpose of Sum.</summary>
    Spread,

    /// <summary>u where x is largest in the window; of equal ones the first.</summary>
    Pick,

    /// <summary>v of each window where x is largest in it, elsewhere 0: the transpose of Pick.</summary>
    PutBack,
}

/// <summary>The elementwise functions of one argument.</summary>
public enum UnaryFunction
{
    /// <summary>−x.</summary>
    Negate,

    /// <summary>|x|.</summary>
    Abs,

    /// <summary>−1, 0 or 1.</summary>
    Sign,

    /// <summary>The largest whole number that is not above x.</summary>
    Floor,

    /// <summary>√x.</summary>
    Sqrt,

    /// <summary>eˣ.</summary>
    Exp,

    /// <summary>eˣ − 1, accurate near 0.</summary>
    Expm1,

    /// <summary>The natural logarithm.</summary>
    Log,

    /// <summary>log(1 + x), accurate near 0.</summary>
    Log1p,

    /// <summary>The sine, of radians.</summary>
    Sin,

    /// <summary>The cosine, of radians.</summary>
    Cos,

    /// <summary>The tangent, of radians.</summary>
    Tan,

    /// <summary>The hyperbolic sine.</summary>
    Sinh,

    /// <summary>The hyperbolic cosine.</summary>
    Cosh,

    /// <summary>The hyperbolic tangent, at most 5 ulp off.</summary>
    Tanh,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent, at most 3 ulp off, which takes longer.</summary>
    AccurateTanh,
}

/// <summary>The elementwise functions of two arguments. A comparison gives 1 or 0.</summary>
public enum BinaryFunction
{
    /// <summary>x + y.</summary>
    Add,

    /// <summary>x − y.</summary>
    Subtract,

    /// <summary>x · y.</summary>
    Multiply,

    /// <summary>x / y.</summary>
    Divide,

    /// <summary>x to the power y.</summary>
    Power,

    /// <summary>The smaller.</summary>
    Minimum,

    /// <summary>The larger.</summary>
    Maximum,

    /// <summary>x &lt; y.</summary>
    Less,

    /// <summary>x ≤ y.</summary>
    LessOrEqual,

    /// <summary>x = y.</summary>
    Equal,
}
