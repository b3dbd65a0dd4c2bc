using System.Numerics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

/// <summary>
/// Products of a matrix that all lanes share with a vector in each lane. The matrix is packed once and serves many of
/// them; the bits are those of <see cref="Product"/>.
/// </summary>
public static class PackedProduct
{
    /// <summary>Writes a matrix that all lanes share as panels: the bias, then column after column.</summary>
    /// <param name="matrix">
    /// W and the bias, both shared; shape [features of the panels, rows of the panels − 1].
    /// </param>
    /// <param name="panels">Receives them.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or the matrix is not shared.</exception>
    public static void Pack<T>(Matrix<T> matrix, Panels<T> panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var fits = matrix.Rows == panels.Features && matrix.Columns + 1 == panels.Rows && matrix.IsShared;
        if (!fits) throw Misfit(matrix, panels);
        matrix.Check(1);
        panels.Write(matrix.Bias.IsEmpty ? new([T.Zero], 0, isShared: true) : matrix.Bias, 1, 0);
        if (matrix.IsTransposed || matrix.Entries.Stride != 1)
        {
            for (var column = 0; column < matrix.Columns; column++) panels.Write(matrix.Column(column), 1, column + 1);
        }
        else
        {
            panels.Write(matrix.AsLanes(), matrix.Columns, 1);
        }
    }

    /// <summary>Writes bias + W·x with a matrix that was packed.</summary>
    /// <param name="matrix">W and the bias as <see cref="Pack"/> writes them.</param>
    /// <param name="x">Shape [columns, lanes].</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">Shape [rows, lanes]; must not overlap an argument.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Into<T>(Panels<T> matrix, Operand<T> x, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(matrix, x, lanes, destination.Length);
        Widest.Run<PackedProductKernel<FromBias, T>, T>(new(matrix, x, lanes, destination), lanes);
    }

    /// <summary>Adds W·x, term after term, to what the destination holds; the bias is left out.</summary>
    /// <param name="matrix">W as <see cref="Pack"/> writes it.</param>
    /// <param name="x">Shape [columns, lanes].</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">What is added to; shape [rows, lanes]; must not overlap an argument.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void AddTo<T>(Panels<T> matrix, Operand<T> x, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(matrix, x, lanes, destination.Length);
        Widest.Run<PackedProductKernel<FromSums, T>, T>(new(matrix, x, lanes, destination), lanes);
    }

    private static void Check<T>(Panels<T> matrix, Operand<T> x, int lanes, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (length != matrix.Features * lanes) throw Misfit(matrix, lanes, length);
        matrix.Check();
        x.Check(matrix.Rows - 1, lanes);
    }

    private static ArgumentException Misfit<T>(Panels<T> matrix, int lanes, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        $"A product of {matrix.Features} rows in {lanes} lanes does not fit a destination of {length} values.");

    private static ArgumentException Misfit<T>(Matrix<T> matrix, Panels<T> panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        $"A matrix of {matrix.Rows} × {matrix.Columns} does not fit panels of {panels.Features} features and "
        + $"{panels.Rows} rows, which hold the bias too, or it differs by lane.");
}
