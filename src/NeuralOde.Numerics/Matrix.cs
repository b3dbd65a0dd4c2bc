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

    /// <summary>True when all lanes share the entries and the bias.</summary>
    internal bool IsShared => Entries.IsShared && (Bias.IsEmpty || Bias.IsShared);

    /// <summary>A column, as features.</summary>
    internal Operand<T> Column(int column) =>
        Entries.From(column * ColumnStride * Entries.Stride, RowStride * Entries.Stride);

    /// <summary>Shared entries as features with lanes: the rows as features, the columns as lanes.</summary>
    internal Operand<T> AsLanes() => Entries.AsFeatures(columns);

    /// <summary>Refuses entries and a bias that are too short.</summary>
    /// <exception cref="ArgumentException">There are too few values.</exception>
    internal void Check(int lanes)
    {
        Entries.Check(rows * columns, lanes);
        if (!Bias.IsEmpty) Bias.Check(rows, lanes);
    }
}
