using System.Numerics;
using NeuralOde.Numerics.Convolutions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

/// <summary>Sums and choices over the windows of an image, channel by channel, and their transposes.</summary>
/// <remarks>What stands in the padding is left out.</remarks>
public static class Pooling
{
    /// <summary>Writes the sum of each window, by rows of the window.</summary>
    /// <param name="x">Shape [features of the image, lanes], or shared.</param>
    /// <param name="size">The windows, and the number of lanes.</param>
    /// <param name="destination">Shape [features of the result, lanes]; must not overlap an argument.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Sum<T>(Operand<T> x, LaneWindows size, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(size, size.Grid.Result, destination.Length);
        x.Check(size.Grid.Image.Features, size.Lanes);
        Widest.Run<WindowSumKernel<T>, T>(new(x, size, false, destination), size.Lanes);
    }

    /// <summary>Writes for each pixel of the image the sum of v over the windows that cover it.</summary>
    /// <param name="v">Shape [features of the result, lanes], or shared.</param>
    /// <param name="size">The windows, and the number of lanes.</param>
    /// <param name="destination">Shape [features of the image, lanes]; must not overlap an argument.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Spread<T>(Operand<T> v, LaneWindows size, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(size, size.Grid.Image, destination.Length);
        v.Check(size.Grid.Result.Features, size.Lanes);
        Widest.Run<WindowSumKernel<T>, T>(new(v, size, true, destination), size.Lanes);
    }

    /// <summary>Writes u at the place where x is largest in each window; the first of equal ones.</summary>
    /// <param name="x">What is compared; shape [features of the image, lanes], or shared.</param>
    /// <param name="u">What is taken; shape [features of the image, lanes], or shared.</param>
    /// <param name="size">The windows, and the number of lanes.</param>
    /// <param name="destination">Shape [features of the result, lanes]; must not overlap an argument.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Pick<T>(Operand<T> x, Operand<T> u, LaneWindows size, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(size, size.Grid.Result, destination.Length);
        x.Check(size.Grid.Image.Features, size.Lanes);
        u.Check(size.Grid.Image.Features, size.Lanes);
        Widest.Run<PickKernel<T>, T>(new(x, u, size, destination), size.Lanes);
    }

    /// <summary>
    /// Writes 0, and adds v of each window where x is largest in it; the first of equal ones.
    /// </summary>
    /// <param name="x">What is compared; shape [features of the image, lanes], or shared.</param>
    /// <param name="v">What is added; shape [features of the result, lanes], or shared.</param>
    /// <param name="size">The windows, and the number of lanes.</param>
    /// <param name="destination">Shape [features of the image, lanes]; must not overlap an argument.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void PutBack<T>(Operand<T> x, Operand<T> v, LaneWindows size, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(size, size.Grid.Image, destination.Length);
        x.Check(size.Grid.Image.Features, size.Lanes);
        v.Check(size.Grid.Result.Features, size.Lanes);
        destination.Clear();
        Widest.Run<PutBackKernel<T>, T>(new(x, v, size, destination), size.Lanes);
    }

    private static void Check(LaneWindows size, Image image, int length)
    {
        if (length == image.Features * size.Lanes) return;
        throw new ArgumentException(
            $"{image} in {size.Lanes} lanes does not fit a destination of {length} values.");
    }
}

/// <summary>Windows of an image in a number of lanes.</summary>
/// <param name="Grid">The windows.</param>
/// <param name="Lanes">The number of lanes.</param>
public readonly record struct LaneWindows(WindowGrid Grid, int Lanes);
