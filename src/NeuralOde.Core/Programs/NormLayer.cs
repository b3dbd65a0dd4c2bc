using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs;

/// <summary>A group norm with a learned scale and shift for each channel.</summary>
/// <param name="Groups">The image, the number of groups, and what is added to the variance.</param>
public sealed record NormLayer(ChannelGroups Groups)
{
    /// <summary>The number of parameters.</summary>
    public int Total => 2 * Groups.Image.Channels;

    /// <summary>
    /// The tensors <c>scale</c> [channels], which starts at 1, and <c>shift</c> [channels], at 0.
    /// </summary>
    /// <param name="prefix">What stands before their names, such as <c>0.</c>.</param>
    public IReadOnlyList<ParameterBlock> Blocks(string prefix = "") =>
    [
        new($"{prefix}scale", [Groups.Image.Channels], new StartValue.Constant(1)),
        new($"{prefix}shift", [Groups.Image.Channels], new StartValue.Constant(0)),
    ];

    /// <summary>The image, normalised, scaled and shifted; in its shape.</summary>
    /// <param name="x">Shape [channels, height, width].</param>
    /// <param name="parameters">The tensors of <see cref="Blocks"/> in order.</param>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public Expression Apply(Expression x, Expression parameters)
    {
        var channels = Groups.Image.Channels;
        return GroupNorm(x, parameters[..channels], parameters[channels..], Groups);
    }
}
