using NeuralOde.Numerics;
using static NeuralOde.Core.Programs.Expression;

namespace NeuralOde.Core.Programs;

/// <summary>The functions of images, whose features stand channel by channel, each by rows.</summary>
public static partial class Symbolic
{
    /// <summary>W ∗ x.</summary>
    /// <param name="w">
    /// Shape [channels of the result, channels of the image, window rows, window columns].
    /// </param>
    /// <param name="x">The image; shape [channels, height, width].</param>
    /// <param name="size">The image, the window and the channels of the result.</param>
    /// <returns>Shape [channels of the result, rows, columns].</returns>
    /// <remarks>
    /// As in all of the field this is the cross-correlation: the window is not turned. Padding is zero.
    /// </remarks>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression Convolve(Expression w, Expression x, ConvolutionSize size) =>
        Of(new Operation.Convolution(size), w, x);

    /// <summary>b + W ∗ x; b has shape [channels of the result].</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression Convolve(Expression w, Expression x, Expression b, ConvolutionSize size) =>
        Of(new Operation.Convolution(size), w, x, b);

    /// <summary>
    /// The transpose of W ∗ applied to v: what each pixel of the image has to do with v; also called
    /// transposed or fractionally strided convolution.
    /// </summary>
    /// <param name="w">
    /// Shape [channels of the result, channels of the image, window rows, window columns].
    /// </param>
    /// <param name="v">Shape [channels of the result, rows, columns].</param>
    /// <param name="size">The size of the convolution that is transposed.</param>
    /// <returns>Shape [channels of the image, height, width].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression TransposedConvolve(Expression w, Expression v, ConvolutionSize size) =>
        Of(new Operation.TransposedConvolution(size), w, v);

    /// <summary>The sum over all places of v times the window of x: the cotangent of W.</summary>
    /// <param name="v">Shape [channels of the result, rows, columns].</param>
    /// <param name="x">Shape [channels of the image, height, width].</param>
    /// <param name="size">The size of the convolution.</param>
    /// <returns>Shape [channels of the result, channels of the image, window rows, window columns].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression ConvolutionOuter(Expression v, Expression x, ConvolutionSize size) =>
        Of(new Operation.ConvolutionOuter(size), v, x);

    /// <summary>The mean of each window; the padding does not count.</summary>
    /// <param name="x">The image; shape [channels, height, width].</param>
    /// <param name="grid">The windows.</param>
    /// <returns>Shape [channels, rows, columns].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression AveragePool(Expression x, WindowGrid grid)
    {
        var sum = Of(new Operation.Pool(WindowFunction.Sum, grid), x);
        return grid.Window.Padding == 0
            ? sum / grid.Window.Size
            : sum / Of(
                new Operation.Pool(WindowFunction.Sum, grid), Constant([1.0]).Fit(grid.Image.Features));
    }

    /// <summary>The largest value of each window; the derivative goes to the first of equal ones.</summary>
    /// <param name="x">The image; shape [channels, height, width].</param>
    /// <param name="grid">The windows.</param>
    /// <returns>Shape [channels, rows, columns].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression MaxPool(Expression x, WindowGrid grid) =>
        Of(new Operation.Pool(WindowFunction.Pick, grid), x, x);

    /// <summary>The mean of each channel.</summary>
    /// <param name="x">The image; shape [channels, height, width].</param>
    /// <param name="image">Its size.</param>
    /// <returns>Shape [channels].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression GlobalAverage(Expression x, Image image) => SumOver(x, image) / image.Pixels;

    /// <summary>
    /// Brings groups of channels to mean 0 and variance 1 over channels and pixels, and then scales and
    /// shifts each channel.
    /// </summary>
    /// <param name="x">The image; shape [channels, height, width].</param>
    /// <param name="scale">Shape [channels].</param>
    /// <param name="shift">Shape [channels].</param>
    /// <param name="groups">The image, the number of groups, and what is added to the variance.</param>
    /// <returns>Shape [channels, height, width].</returns>
    /// <remarks>Source: Wu, He, Group normalization, ECCV 2018, equations 1 to 7.</remarks>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Expression GroupNorm(Expression x, Expression scale, Expression shift, ChannelGroups groups)
    {
        Misuse.Unless(
            groups.Groups > 0 && groups.Image.Channels % groups.Groups == 0,
            $"{groups.Image.Channels} channels do not fall into {groups.Groups} equal groups.");
        var wide = new Image(groups.Groups, 1, groups.Image.Features / groups.Groups);
        var centred = x - SpreadOver(GlobalAverage(x, wide), wide);
        var deviation = Sqrt(GlobalAverage(centred * centred, wide) + groups.Epsilon);
        return centred * SpreadOver(1 / deviation, wide) * SpreadOver(scale, groups.Image)
            + SpreadOver(shift, groups.Image);
    }

    /// <summary>The sum of each channel; shape [channels].</summary>
    internal static Expression SumOver(Expression x, Image image) =>
        Of(new Operation.Pool(WindowFunction.Sum, Whole(image)), x);

    /// <summary>One number a channel for all of its pixels; shape [channels, height, width].</summary>
    internal static Expression SpreadOver(Expression x, Image image) =>
        Of(new Operation.Pool(WindowFunction.Spread, Whole(image)), x);

    private static WindowGrid Whole(Image image) => new(image, new(image.Height, image.Width));
}

/// <summary>How an image is normalised.</summary>
/// <param name="Image">The image.</param>
/// <param name="Groups">The number of groups that its channels fall into.</param>
/// <param name="Epsilon">What is added to the variance.</param>
public readonly record struct ChannelGroups(Image Image, int Groups, double Epsilon = 1e-5);
