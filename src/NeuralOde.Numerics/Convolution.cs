using System.Numerics;
using NeuralOde.Numerics.Convolutions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

/// <summary>Convolutions of an image in each lane, their transposes, and the sums for their weights.</summary>
/// <remarks>
/// What stands in the padding is left out of a sum. The others are added in the order of the weights: by
/// channels of what is read, then by rows and by columns of the window, each term fused.
/// </remarks>
public static class Convolution
{
    /// <summary>Writes the weights in the order in which <see cref="Into"/> reads them.</summary>
    /// <param name="weights">Shape [weights], shared by all lanes.</param>
    /// <param name="size">The size of the convolution.</param>
    /// <param name="isTransposed">Whether they are for the transpose.</param>
    /// <param name="panels">Shape [weights]; must not overlap the weights.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Pack<T>(
        Operand<T> weights, ConvolutionSize size, bool isTransposed, Span<T> panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.Unless(weights.IsShared, "Weights that differ by lane are not packed.");
        weights.Check(size.Weights, 1);
        Misuse.SameLength(panels.Length, size.Weights);
        FilterPanels.Write(weights, new(size, isTransposed), panels);
    }

    /// <summary>Writes bias + W ∗ x, or the transpose of W ∗ applied to x.</summary>
    /// <param name="filter">The weights, shared or of each lane, and the bias.</param>
    /// <param name="x">
    /// Shape [features of the image, lanes], or of the result for the transpose; or shared by the lanes.
    /// </param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features of the result, lanes], or of the image; must not overlap an argument.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Into<T>(Filter<T> filter, Operand<T> x, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var pass = filter.Pass;
        if (destination.Length != pass.Target.Features * lanes) throw Misfit(pass, lanes, destination.Length);
        filter.Weights.Check(filter.Size.Weights, lanes);
        x.Check(pass.Source.Features, lanes);
        if (!filter.Bias.IsEmpty) filter.Bias.Check(pass.Target.Channels, lanes);
        if (x.IsFlat(lanes) && !filter.Panels.IsEmpty)
        {
            Misuse.SameLength(filter.Panels.Length, filter.Size.Weights);
            Widest.Run<PackedConvolutionKernel<T>, T>(new(filter, x, lanes, destination), lanes);
        }
        else
        {
            Widest.Run<ConvolutionKernel<T>, T>(new(filter, x, lanes, destination), lanes);
        }
    }

    /// <summary>Writes the cotangent of the weights in each lane, summed over the pixels in order.</summary>
    /// <param name="v">The result's cotangent; shape [features of the result, lanes], or shared.</param>
    /// <param name="x">Shape [features of the image, lanes], or shared.</param>
    /// <param name="size">The size of the convolution, and the number of lanes.</param>
    /// <param name="destination">Shape [weights, lanes]; must not overlap an argument.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Outer<T>(Operand<T> v, Operand<T> x, LaneConvolution size, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(destination.Length, size.Convolution.Weights * size.Lanes);
        Check(v, x, size);
        Widest.Run<ConvolutionOuterKernel<T>, T>(new(v, x, size, destination), size.Lanes);
    }

    /// <summary>
    /// Adds the cotangent of weights that all lanes share: each is summed over the pixels of the result in
    /// order, and at each of them over the lanes in order, from 0, with fused products.
    /// </summary>
    /// <param name="v">The result's cotangent; shape [features of the result, lanes], or shared.</param>
    /// <param name="x">Shape [features of the image, lanes], or shared.</param>
    /// <param name="size">The size of the convolution, and the number of lanes.</param>
    /// <param name="sums">What is added to, and the room in which the sums are made.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void AddOuterSum<T>(
        Operand<T> v, Operand<T> x, LaneConvolution size, FilterSums<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(sums.Sums.Length, size.Convolution.Weights);
        Misuse.SameLength(sums.Scratch.Length, size.Scratch);
        Check(v, x, size);
        if (v.IsFlat(size.Lanes) && (x.IsFlat(size.Lanes) || x.IsShared))
        {
            Widest.Run<FilterSumKernel<T>, T>(new(v, x, size, sums), Widest.Count<T>());
        }
        else
        {
            PlainFilterSum.AddTo(sums.Sums, v, x, size);
        }
    }

    private static void Check<T>(Operand<T> v, Operand<T> x, LaneConvolution size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        v.Check(size.Convolution.Result.Features, size.Lanes);
        x.Check(size.Convolution.Grid.Image.Features, size.Lanes);
    }

    private static ArgumentException Misfit(ConvolutionPass pass, int lanes, int length) => new(
        $"A convolution to {pass.Target} in {lanes} lanes does not fit a destination of {length} values.");
}

/// <summary>A convolution in a number of lanes.</summary>
/// <param name="Convolution">The size of the convolution.</param>
/// <param name="Lanes">The number of lanes.</param>
public readonly record struct LaneConvolution(ConvolutionSize Convolution, int Lanes)
{
    /// <summary>The room that <see cref="Numerics.Convolution.AddOuterSum"/> works in; in numbers.</summary>
    public int Scratch => Block + Convolution.Grid.Count * Lanes * FilterSums<float>.LargestWidth;

    /// <summary>
    /// Of this what holds the sums in hand: of eight channels at one entry, or of one at all entries.
    /// </summary>
    internal int Block => Math.Max(8, Convolution.Grid.Window.Size) * FilterSums<float>.LargestWidth;
}
