namespace NeuralOde.Numerics.Convolutions;

/// <summary>
/// How a kernel walks through the pixels and window entries that one pixel of its result is made of:
/// rows of taps, and in each the columns. Numbers are counted in pixels, and in entries of a window.
/// </summary>
internal readonly record struct Walk
{
    private Walk(in Taps down, in Taps across, int width, int windowWidth)
    {
        (Rows, Columns) = across.Count == 0 ? (0, 0) : (down.Count, across.Count);
        Pixel = down.Source * width + across.Source;
        PixelStep = across.Move;
        PixelReturn = down.Move * width - across.Count * across.Move;
        Entry = down.First * windowWidth + across.First;
        EntryStep = across.Step;
        EntryReturn = down.Step * windowWidth - across.Count * across.Step;
    }

    /// <summary>The number of rows of taps.</summary>
    public int Rows { get; }

    /// <summary>The number of taps of a row.</summary>
    public int Columns { get; }

    /// <summary>The first pixel that is read.</summary>
    public int Pixel { get; }

    /// <summary>From one tap to the next.</summary>
    public int PixelStep { get; }

    /// <summary>From behind a row of taps to the next row.</summary>
    public int PixelReturn { get; }

    /// <summary>The first entry of the window.</summary>
    public int Entry { get; }

    /// <summary>From one tap to the next.</summary>
    public int EntryStep { get; }

    /// <summary>From behind a row of taps to the next row.</summary>
    public int EntryReturn { get; }

    /// <summary>What all rows of taps move the pixel by.</summary>
    public int PixelSpan => Rows * (Columns * PixelStep + PixelReturn);

    /// <summary>What all rows of taps move the entry by.</summary>
    public int EntrySpan => Rows * (Columns * EntryStep + EntryReturn);

    /// <summary>The number of all taps.</summary>
    public int Count => Rows * Columns;

    /// <summary>The pixel and the entry of one of all taps.</summary>
    public (int Pixel, int Entry) Tap(int tap)
    {
        var (row, column) = (tap / Columns, tap % Columns);
        return (
            Pixel + row * (Columns * PixelStep + PixelReturn) + column * PixelStep,
            Entry + row * (Columns * EntryStep + EntryReturn) + column * EntryStep);
    }

    /// <summary>What the window at a place covers.</summary>
    public static Walk OfPlace(in WindowGrid grid, int row, int column) => new(
        Taps.OfPlace(row, grid.Image.Height, grid.Window.Height, grid.Window),
        Taps.OfPlace(column, grid.Image.Width, grid.Window.Width, grid.Window),
        grid.Image.Width,
        grid.Window.Width);

    /// <summary>The places whose window covers a pixel of the image.</summary>
    public static Walk OfPixel(in WindowGrid grid, int row, int column) => new(
        Taps.OfPixel(row, grid.Rows, grid.Window.Height, grid.Window),
        Taps.OfPixel(column, grid.Columns, grid.Window.Width, grid.Window),
        grid.Columns,
        grid.Window.Width);
}
