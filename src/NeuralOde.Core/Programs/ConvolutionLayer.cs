using NeuralOde.Numerics;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs;

/// <summary>A convolution with weights and a bias for each channel.</summary>
/// <param name="Size">The image, the window and the channels of the result.</param>
public sealed record ConvolutionLayer(ConvolutionSize Size)
{
    /// <summary>
    /// With <see cref="Time.Appended"/> the time is one more channel of what is read, which has weights of its
    /// own.
    /// </summary>
    public Time Time { get; init; }

    /// <summary>True to start with weights of zero, so that the result is zero before training.</summary>
    public bool StartsAtZero { get; init; }

    private ConvolutionSize TimeSize => new(
        Size.Grid with { Image = Size.Grid.Image with { Channels = 1 } }, Size.Channels);

    private int SeenChannels => Size.Grid.Image.Channels + (Time == Time.Appended ? 1 : 0);

    /// <summary>
    /// The tensors <c>weight</c> [channels of the result, channels of the image, window rows, window columns],
    /// <c>bias</c> [channels of the result] and, if the time is read, <c>time</c> [channels of the result, 1,
    /// window rows, window columns].
    /// </summary>
    /// <param name="prefix">What stands before their names, such as <c>0.</c>.</param>
    /// <remarks>
    /// They start uniform in ±1/√(weights of a channel). Source: LeCun and others, Efficient BackProp, 1998,
    /// section 4.6.
    /// </remarks>
    public IReadOnlyList<ParameterBlock> Blocks(string prefix = "")
    {
        var (image, window) = (Size.Grid.Image, Size.Grid.Window);
        StartValue start = StartsAtZero
            ? new StartValue.Constant(0)
            : new StartValue.Uniform(1 / Math.Sqrt(SeenChannels * window.Size));
        ParameterBlock[] own =
        [
            new($"{prefix}weight", [Size.Channels, image.Channels, window.Height, window.Width], start),
            new($"{prefix}bias", [Size.Channels], start),
        ];
        return Time == Time.Appended
            ? [.. own, new($"{prefix}time", [Size.Channels, 1, window.Height, window.Width], start)]
            : own;
    }

    /// <summary>b + W ∗ x, of the time as well if it is read; in the shape of the result.</summary>
    /// <param name="t">The time; size 1.</param>
    /// <param name="x">Shape [channels of the image, height, width].</param>
    /// <param name="parameters">The tensors of <see cref="Blocks"/> in order.</param>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public Expression Apply(Expression t, Expression x, Expression parameters)
    {
        var bias = Size.Weights + Size.Channels;
        var result = Convolve(parameters[..Size.Weights], x, parameters[Size.Weights..bias], Size);
        if (Time == Time.None) return result;

        // The channel is t everywhere: what a channel of ones gives is made once a solve, and then scaled.
        var ones = Broadcast(1, TimeSize.Grid.Image.Features);
        return result + t * Convolve(parameters[bias..], ones, TimeSize);
    }
}
