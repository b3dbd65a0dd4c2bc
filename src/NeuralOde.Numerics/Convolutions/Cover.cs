namespace NeuralOde.Numerics.Convolutions;

/// <summary>The places of a window at which one of its entries covers a pixel of the image.</summary>
internal readonly record struct Cover
{
    private readonly int _place;
    private readonly int _pixel;
    private readonly int _places;
    private readonly int _pixels;

    private Cover(in WindowGrid grid, int row, int column)
    {
        var (image, window) = (grid.Image, grid.Window);
        var (top, left) = (First(row, window), First(column, window));
        Rows = Math.Max(0, Behind(row, window, image.Height, grid.Rows) - top);
        Columns = Math.Max(0, Behind(column, window, image.Width, grid.Columns) - left);
        Stride = window.Stride;
        _places = grid.Columns;
        _place = top * _places + left;
        _pixels = Stride * image.Width;
        _pixel = (top * Stride + row - window.Padding) * image.Width
            + left * Stride + column - window.Padding;
    }

    /// <summary>The number of rows of such places.</summary>
    public int Rows { get; }

    /// <summary>The number of such places in a row.</summary>
    public int Columns { get; }

    /// <summary>The pixels from one place to the next beside it.</summary>
    public int Stride { get; }

    /// <summary>The places for an entry of the window.</summary>
    public static Cover Of(in WindowGrid grid, int entry) =>
        new(grid, entry / grid.Window.Width, entry % grid.Window.Width);

    /// <summary>The first place of a row.</summary>
    public int PlaceOf(int row) => _place + row * _places;

    /// <summary>The pixel that is covered there.</summary>
    public int PixelOf(int row) => _pixel + row * _pixels;

    /// <summary>The first place whose entry lies on or behind the first pixel.</summary>
    private static int First(int entry, in Window window) =>
        Math.Max(0, (window.Padding - entry + window.Stride - 1) / window.Stride);

    /// <summary>The first place whose entry lies behind the last pixel, or no place.</summary>
    private static int Behind(int entry, in Window window, int length, int places) =>
        length - 1 + window.Padding < entry
            ? 0
            : Math.Min(places, (length - 1 + window.Padding - entry) / window.Stride + 1);
}
