using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Training.Optimisers;

/// <summary>
/// From the sum of gradients at the root of the sum tree to the mean that an optimiser takes.
/// </summary>
public static class Gradients
{
    /// <summary>The length of a block, over which squares are summed for a norm; only the last one of all
    /// parameters may be shorter.</summary>
    public const int Block = 65_536;

    /// <summary>A sum divided by the number of its examples.</summary>
    /// <param name="sum">The sum of the examples' gradients; shape [parameters].</param>
    /// <param name="examples">The number of examples in it; at least 1.</param>
    /// <exception cref="ArgumentException">There is no example.</exception>
    public static FlatVector Mean(FlatVector sum, long examples)
    {
        Misuse.Unless(examples > 0, $"There is no mean over {examples} examples.");
        return Scaled(sum, 1.0 / examples);
    }

    /// <summary>The Euclidean norm, in double.</summary>
    /// <remarks>
    /// Squares are summed in order inside of blocks of 65,536 numbers, then the blocks in order, so that
    /// processes which hold whole blocks find the same bits as one which holds all.
    /// </remarks>
    public static double Norm(FlatVector vector) => NormOf(Squares(vector));

    /// <summary>The Euclidean norm from the sums of squares of all blocks, in order.</summary>
    /// <param name="squares">What <see cref="Squares"/> gives; shape [blocks].</param>
    public static double NormOf(ValueArray<double> squares)
    {
        var sum = 0.0;
        foreach (var square in squares.AsSpan()) sum += square;
        return Math.Sqrt(sum);
    }

    /// <summary>The sums of squares of the blocks of a vector; shape [blocks].</summary>
    /// <param name="vector">The vector, which begins where a block does.</param>
    public static ValueArray<double> Squares(FlatVector vector) => vector.Precision is Precision.Single
        ? Squares(vector.AsSpan<float>())
        : Squares(vector.AsSpan<double>());

    /// <summary>
    /// A vector shortened to a norm; a shorter one, or any if <paramref name="maximum"/> is 0, as it is.
    /// </summary>
    /// <param name="vector">The vector; shape [parameters].</param>
    /// <param name="norm">Its norm.</param>
    /// <param name="maximum">The largest norm allowed; 0 allows any.</param>
    public static FlatVector Clipped(FlatVector vector, double norm, double maximum) =>
        maximum > 0 && norm > maximum ? Scaled(vector, maximum / norm) : vector;

    private static FlatVector Scaled(FlatVector vector, double factor) =>
        vector.Precision is Precision.Single ? Scaled<float>(vector, factor) : Scaled<double>(vector, factor);

    private static FlatVector Scaled<T>(FlatVector vector, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FlatVector.Filled<T, (FlatVector X, double Factor)>(
            vector.Length, (vector, factor), static (scaled, from) => Scale(from.X.AsSpan<T>(), from.Factor, scaled));

    /// <summary>Writes a·x, which may be x itself.</summary>
    internal static void Scale<T>(ReadOnlySpan<T> x, double a, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var factor = T.CreateChecked(a);
        for (var i = 0; i < destination.Length; i++) destination[i] = factor * x[i];
    }

    /// <summary>The Euclidean norm of a vector, in double and in blocks as above.</summary>
    internal static double Norm<T>(ReadOnlySpan<T> vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rest = vector;
        var sum = 0.0;
        for (; rest.Length > Block; rest = rest[Block..]) sum += SumOfSquares(rest[..Block]);
        return Math.Sqrt(sum + SumOfSquares(rest));
    }

    private static ValueArray<double> Squares<T>(ReadOnlySpan<T> vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var squares = new double[(vector.Length + Block - 1) / Block];
        for (var i = 0; i < squares.Length; i++)
        {
            var rest = vector[(i * Block)..];
            squares[i] = SumOfSquares(rest[..Math.Min(Block, rest.Length)]);
        }

        return ValueArray.Of<double>(squares);
    }

    private static double SumOfSquares<T>(ReadOnlySpan<T> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = 0.0;
        foreach (var number in block)
        {
            var x = double.CreateChecked(number);
            sum = Math.FusedMultiplyAdd(x, x, sum);
        }

        return sum;
    }
}
