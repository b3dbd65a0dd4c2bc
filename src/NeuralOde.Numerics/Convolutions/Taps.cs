namespace NeuralOde.Numerics.Convolutions;

/// <summary>
/// The entries of a window that matter for one pixel, along one axis: entry First + i·Step meets the pixel
/// Source + i·Move of what is read, for i below Count. Entries in the padding are left out.
/// </summary>
internal readonly record struct Taps(int First, int Step, int Count, int Source, int Move)
{
    /// <summary>The entries of the window at a place, and the pixels of the image that they cover.</summary>
    public static Taps OfPlace(int place, int length, int size, in Window window)
    {
        var start = place * window.Stride - window.Padding;
        var first = Math.Max(0, -start);
        return new(first, 1, Math.Max(0, Math.Min(size, length - start) - first), start + first, 1);
    }

    /// <summary>
    /// The entries that cover a pixel of the image, and the places of the window at which they do; the
    /// entries ascend, so the places descend.
    /// </summary>
    public static Taps OfPixel(int pixel, int places, int size, in Window window)
    {
        var (reach, stride) = (pixel + window.Padding, window.Stride);
        var last = Math.Min(size - 1, reach);
        var first = Math.Max(stride == 1 ? 0 : reach % stride, reach - stride * (places - 1));
        if (last < first) return default;
        return stride == 1
            ? new(first, 1, last - first + 1, reach - first, -1)
            : new(first, stride, (last - first) / stride + 1, (reach - first) / stride, -1);
    }
}
