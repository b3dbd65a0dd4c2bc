namespace NeuralOde.Numerics;

/// <summary>An image as features: channel by channel, each by rows.</summary>
/// <param name="Channels">The number of values of a pixel.</param>
/// <param name="Height">The number of rows.</param>
/// <param name="Width">The number of pixels of a row.</param>
public readonly record struct Image(int Channels, int Height, int Width)
{
    /// <summary>The number of pixels.</summary>
    public int Pixels => Height * Width;

    /// <summary>The number of features.</summary>
    public int Features => Channels * Pixels;
}

/// <summary>A rectangle that slides over an image.</summary>
/// <param name="Height">The number of rows that it covers.</param>
/// <param name="Width">The number of columns that it covers.</param>
/// <param name="Stride">The pixels from one place of it to the next.</param>
/// <param name="Padding">The pixels by which it may stand out on every side; nothing is there.</param>
public readonly record struct Window(int Height, int Width, int Stride = 1, int Padding = 0)
{
    /// <summary>The number of entries.</summary>
    public int Size => Height * Width;
}

/// <summary>All places of a window on an image.</summary>
/// <param name="Image">What the window slides over.</param>
/// <param name="Window">What slides.</param>
public readonly record struct WindowGrid(Image Image, Window Window)
{
    /// <summary>The number of places below each other.</summary>
    public int Rows => Places(Image.Height, Window.Height);

    /// <summary>The number of places beside each other.</summary>
    public int Columns => Places(Image.Width, Window.Width);

    /// <summary>The number of places.</summary>
    public int Count => Rows * Columns;

    /// <summary>The image that has one pixel for each place.</summary>
    public Image Result => Image with { Height = Rows, Width = Columns };

    /// <summary>
    /// True when there is a place, each covers a pixel at least, and no size is beyond what is counted.
    /// </summary>
    public bool IsValid =>
        Image is { Channels: > 0, Height: > 0, Width: > 0 }
        && Window is { Height: > 0, Width: > 0, Stride: > 0, Padding: >= 0 }
        && Window.Padding < Math.Min(Window.Height, Window.Width)
        && Window.Height - 2L * Window.Padding <= Image.Height
        && Window.Width - 2L * Window.Padding <= Image.Width
        && (long)Image.Height * Image.Width <= int.MaxValue / Image.Channels
        && (long)Window.Height * Window.Width <= int.MaxValue
        && (long)Rows * Columns <= int.MaxValue / Image.Channels;

    private int Places(int length, int size) =>
        (int)((length + 2L * Window.Padding - size) / Window.Stride) + 1;
}

/// <summary>The size of a convolution: every place of a window becomes a pixel of several channels.</summary>
/// <param name="Grid">The image that is read, and the window.</param>
/// <param name="Channels">The number of channels of the result.</param>
/// <remarks>
/// Its weights have shape [Channels, channels of the image, rows of the window, columns of the window].
/// </remarks>
public readonly record struct ConvolutionSize(WindowGrid Grid, int Channels)
{
    /// <summary>The number of weights.</summary>
    public int Weights => Channels * Row;

    /// <summary>The image that comes out.</summary>
    public Image Result => Grid.Result with { Channels = Channels };

    /// <summary>True when the window fits the image, and no size is beyond what is counted.</summary>
    public bool IsValid =>
        Grid.IsValid && Channels > 0
        && (long)Grid.Window.Size * Grid.Image.Channels <= int.MaxValue / Channels
        && Grid.Count <= int.MaxValue / Channels;

    /// <summary>The number of weights of a channel of the result.</summary>
    internal int Row => Grid.Image.Channels * Grid.Window.Size;
}
