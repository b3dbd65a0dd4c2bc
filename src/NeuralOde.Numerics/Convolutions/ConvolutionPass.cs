namespace NeuralOde.Numerics.Convolutions;

/// <summary>A convolution, or its transpose: what is read, what is written, and where weights lie.</summary>
internal readonly record struct ConvolutionPass
{
    /// <summary>The number of channels of the target whose sums share registers.</summary>
    public const int PanelRows = 8;

    private readonly WindowGrid _grid;
    private readonly bool _isTransposed;

    public ConvolutionPass(in ConvolutionSize size, bool isTransposed)
    {
        var (image, result) = (size.Grid.Image, size.Result);
        (_grid, _isTransposed) = (size.Grid, isTransposed);
        (Source, Target) = isTransposed ? (result, image) : (image, result);
        Entries = size.Grid.Window.Size;
        (RowStride, SourceStride) = isTransposed ? (Entries, size.Row) : (size.Row, Entries);
    }

    /// <summary>The image that is read.</summary>
    public Image Source { get; }

    /// <summary>The image that is written.</summary>
    public Image Target { get; }

    /// <summary>The number of entries of a window.</summary>
    public int Entries { get; }

    /// <summary>The most rows of the source that a pixel of the target is made of.</summary>
    public int RowsRead => _isTransposed
        ? (_grid.Window.Height + _grid.Window.Stride - 1) / _grid.Window.Stride
        : _grid.Window.Height;

    /// <summary>The weights from one channel of the target to the next.</summary>
    public int RowStride { get; }

    /// <summary>The weights from one channel of the source to the next.</summary>
    public int SourceStride { get; }

    /// <summary>What a pixel of the target is made of.</summary>
    public Walk To(int row, int column) =>
        _isTransposed ? Walk.OfPixel(_grid, row, column) : Walk.OfPlace(_grid, row, column);
}
