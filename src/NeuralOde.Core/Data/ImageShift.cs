using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data;

/// <summary>
/// Copies of square images, moved by whole pixels: a net should not mind where a digit stands.
/// </summary>
public static class ImageShift
{
    private static readonly (int Down, int Right)[] Directions = [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)];

    /// <summary>The width of a square image; 0 when no square has this many pixels.</summary>
    /// <param name="pixels">The number of pixels.</param>
    public static int WidthOf(int pixels)
    {
        var width = (int)Math.Sqrt(pixels);
        return width * width == pixels ? width : 0;
    }

    /// <summary>
    /// Each example, and behind all of them those moved up, down, left and right; what comes in is 0.
    /// </summary>
    /// <param name="examples">The images by rows, one target each.</param>
    /// <param name="distance">How far they are moved; in pixels.</param>
    /// <exception cref="ArgumentException">The images are not square.</exception>
    public static Examples<T> Copies<T>(Examples<T> examples, int distance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var width = WidthOf(examples.InputFeatures);
        Misuse.Unless(
            width > 0, $"An image of {examples.InputFeatures} pixels is not square: leave the shift out.");
        return ExampleSets.Joined<T>(
        [
            .. Directions.Select(direction => examples with
            {
                Features = Moved(
                    examples.Features,
                    width * width,
                    (direction.Down * distance, direction.Right * distance)),
            }),
        ]);
    }

    /// <summary>Writes a square image moved by whole pixels; what comes in is 0.</summary>
    internal static void Move<T>(ReadOnlySpan<T> image, (int Down, int Right) by, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var width = WidthOf(image.Length);
        destination.Clear();
        for (var pixel = 0; pixel < image.Length; pixel++)
        {
            var (row, column) = (pixel / width - by.Down, pixel % width - by.Right);
            if (row < 0 || row >= width || column < 0 || column >= width) continue;
            destination[pixel] = image[row * width + column];
        }
    }

    private static ValueArray<T> Moved<T>(ValueArray<T> images, int pixels, (int Down, int Right) by)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var moved = new T[images.Count];
        for (var start = 0; start < moved.Length; start += pixels)
        {
            Move(images.AsSpan().Slice(start, pixels), by, moved.AsSpan(start, pixels));
        }

        return ValueArray.Of<T>(moved);
    }
}
