using System.Numerics;
using NeuralOde.Numerics.Convolutions;

namespace NeuralOde.Numerics;

/// <summary>A view of the weights of a convolution, and of what its sums begin with.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="weights">
/// The weights as features; shape [channels of the result, channels of the image, window rows, window columns].
/// </param>
/// <param name="size">The size of the convolution.</param>
public readonly ref struct Filter<T>(Operand<T> weights, ConvolutionSize size)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The weights as features.</summary>
    public Operand<T> Weights { get; } = weights;

    /// <summary>The size of the convolution.</summary>
    public ConvolutionSize Size => size;

    /// <summary>
    /// What the sums begin with; shape [channels of the result], one for all of its pixels; empty for 0.
    /// </summary>
    public Operand<T> Bias { get; init; }

    /// <summary>True for the transpose, which carries a result's cotangent to that of the image.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>
    /// The same weights as <see cref="Convolution.Pack"/> wrote them; empty if they differ by lane.
    /// </summary>
    public ReadOnlySpan<T> Panels { get; init; }

    internal ConvolutionPass Pass => new(size, IsTransposed);
}
