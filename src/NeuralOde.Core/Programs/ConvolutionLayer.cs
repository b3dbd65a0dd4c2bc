using NeuralOde.Numerics;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs;

/// <summary>A convolution with weights and a bias for each channel.</summary>
/// <param name="Size">The image, the window and the channels of the result.</param>
public sealed record ConvolutionLayer(ConvolutionSize Size)
{
    /// <summary>True to start with weights of zero, so that the result is zero before training.</summary>
    public bool StartsAtZero { get; init; }

    /// <summary>The number of parameters.</summary>
    public int Total => Size.Weights + Size.Channels;

    /// <summary>
    /// The tensors <c>weight</c> [channels of the result, channels of the image, window rows, window columns]
    /// and <c>bias</c> [channels of the result].
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
            : new StartValue.Uniform(1 / Math.Sqrt(image.Channels * window.Size));
        return
        [
            new($"{prefix}weight", [Size.Channels, image.Channels, window.Height, window.Width], start),
            new($"{prefix}bias", [Size.Channels], start),
        ];
    }

    /// <summary>b + W ∗ x; in the shape of the result.</summary>
    /// <param name="x">Shape [channels of the image, height, width].</param>
    /// <param name="parameters">The tensors of <see cref="Blocks"/> in order.</param>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public Expression Apply(Expression x, Expression parameters) =>
        Convolve(parameters[..Size.Weights], x, parameters[Size.Weights..], Size);
}
