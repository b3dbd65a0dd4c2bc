using System.Numerics;

namespace NeuralOde.Numerics;

/// <summary>
/// A view of features as a matrix to be read, and of what its product with a vector is added to.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="entries">
/// The entries as features, by rows of the matrix that is stored; shape [rows · columns].
/// </param>
/// <param name="rows">The number of rows that are seen.</param>
/// <param name="columns">The number of columns that are seen.</param>
public readonly ref struct Matrix<T>(Operand<T> entries, int rows, int columns)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The entries as features.</summary>
    public Operand<T> Entries { get; } = entries;

    /// <summary>The number of rows, and of features of the product.</summary>
    public int Rows => rows;

    /// <summary>The number of columns, and of features of the vector.</summary>
    public int Columns => columns;

    /// <summary>What the sums begin with; shape [rows]; empty for 0.</summary>
    public Operand<T> Bias { get; init; }

    /// <summary>True when the rows that are seen are the columns of the matrix that is stored.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>The distance in features between rows.</summary>
    internal int RowStride => IsTransposed ? 1 : columns;

    /// <summary>The distance in features between columns.</summary>
    internal int ColumnStride => IsTransposed ? rows : 1;
}
