namespace NeuralOde.Numerics.Lanes;

/// <summary>The size of a matrix whose columns become rows; what is not said stands without gaps.</summary>
/// <param name="Rows">The number of rows of the source.</param>
/// <param name="Columns">The number of its columns, which are the rows of the destination.</param>
public readonly record struct TurnSize(int Rows, int Columns)
{
    /// <summary>The numbers from one row of the source to the next.</summary>
    public int SourceStride { get; init; } = Columns;

    /// <summary>The numbers from one row of the destination to the next.</summary>
    public int DestinationStride { get; init; } = Rows;

    /// <summary>Refuses rows that overlap, or that do not fit where they stand.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal void Check(int source, int destination)
    {
        Misuse.Unless(
            SourceStride >= Columns && DestinationStride >= Rows,
            $"{Rows} rows of {Columns} are too long for strides of {SourceStride} and {DestinationStride}.");
        Misuse.Unless(
            Reach(Rows, Columns, SourceStride) <= source && Reach(Columns, Rows, DestinationStride) <= destination,
            $"{Rows} rows of {Columns} do not fit into {source} and {destination} numbers.");
    }

    private static long Reach(int rows, int columns, int stride) =>
        rows == 0 || columns == 0 ? 0 : (rows - 1L) * stride + columns;
}
