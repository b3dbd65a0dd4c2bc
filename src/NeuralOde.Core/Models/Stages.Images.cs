using NeuralOde.Core.Programs;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Models;

/// <content>Stages of images, whose features stand channel by channel, each by rows.</content>
public static partial class Stages
{
    /// <summary>A convolution: activation(b + W ∗ x).</summary>
    /// <param name="size">The image, the window and the channels of the result.</param>
    /// <param name="activation">The function applied to each feature of the result.</param>
    /// <exception cref="ArgumentException">The window does not fit into the image.</exception>
    public static Stage Convolution(ConvolutionSize size, Activation activation = Activation.Identity)
    {
        var layer = new ConvolutionLayer(size);
        return OfImage(
            "conv", size.Grid.Image, layer.Blocks(), (x, p) => Symbolic.Apply(activation, layer.Apply(0, x, p)));
    }

    /// <summary>The mean of each window, channel by channel.</summary>
    /// <param name="grid">The windows.</param>
    /// <exception cref="ArgumentException">The window does not fit into the image.</exception>
    public static Stage AveragePool(WindowGrid grid) =>
        Function("pool", grid.Image.Features, x => Symbolic.AveragePool(x, grid));

    /// <summary>The largest value of each window, channel by channel.</summary>
    /// <param name="grid">The windows.</param>
    /// <exception cref="ArgumentException">The window does not fit into the image.</exception>
    public static Stage MaxPool(WindowGrid grid) =>
        Function("pool", grid.Image.Features, x => Symbolic.MaxPool(x, grid));

    /// <summary>The mean of each channel.</summary>
    /// <param name="image">The image.</param>
    public static Stage GlobalAverage(Image image) =>
        Function("pool", image.Features, x => Symbolic.GlobalAverage(x, image));

    /// <summary>
    /// A group norm: activation(scale · normalised x + shift), with scale and shift of each channel.
    /// </summary>
    /// <param name="groups">The image, the number of groups, and what is added to the variance.</param>
    /// <param name="activation">The function applied to each feature.</param>
    /// <exception cref="ArgumentException">The channels do not fall into equal groups.</exception>
    public static Stage GroupNorm(ChannelGroups groups, Activation activation = Activation.Identity)
    {
        var layer = new NormLayer(groups);
        return OfImage(
            "groupNorm", groups.Image, layer.Blocks(), (x, p) => Symbolic.Apply(activation, layer.Apply(x, p)));
    }

    private static Stage.Map OfImage(
        string name,
        Image image,
        IReadOnlyList<ParameterBlock> blocks,
        Func<Expression, Expression, Expression> apply)
    {
        var layout = new ParameterLayout([.. blocks]);
        var program = Trace.Program(
            name,
            [new("x", image.Features, Shared: false), new("parameters", layout.Total, Shared: true)],
            inputs => [("y", apply(inputs[0], inputs[1]))]);
        return new Stage.Map(name, program, layout);
    }
}
