using System.Numerics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

/// <summary>
/// Products of a matrix with a vector in each lane: each feature is summed over the columns from the bias on, each
/// term fused, in the order of <see cref="SumOrder"/>.
/// </summary>
public static class Product
{
    /// <summary>Writes bias + W·x.</summary>
    /// <param name="matrix">
    /// W; shape [features of the destination, features of x], shared or with entries in each lane.
    /// </param>
    /// <param name="x">Shape [columns, lanes], or [columns] shared by the lanes.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">Shape [rows, lanes]; must not overlap an argument.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <remarks>
    /// A matrix that all lanes share, and that serves many products, is better packed: <see cref="PackedProduct"/>.
    /// </remarks>
    public static void Into<T>(Matrix<T> matrix, Operand<T> x, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (destination.Length != matrix.Rows * lanes) throw Misfit(matrix.Rows, lanes, destination.Length);
        x.Check(matrix.Columns, lanes);
        matrix.Check(lanes);
        Widest.Run<ProductKernel<T>, T>(new(matrix, x, lanes, destination), lanes);
    }

    private static ArgumentException Misfit(int rows, int lanes, int length) => new(
        $"A product of {rows} rows in {lanes} lanes does not fit a destination of {length} values.");
}
