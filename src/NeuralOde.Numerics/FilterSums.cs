using System.Numerics;

namespace NeuralOde.Numerics;

/// <summary>What the sums for the weights of a convolution are added to, and where they are made.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="scratch">Room for <see cref="LaneConvolution.Scratch"/> numbers.</param>
/// <param name="sums">What is added to; shape [weights].</param>
public readonly ref struct FilterSums<T>(Span<T> scratch, Span<T> sums)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The widest panel: two vectors of 64 bytes of floats.</summary>
    internal const int LargestWidth = 32;

    /// <summary>What is added to; shape [weights].</summary>
    public Span<T> Sums { get; } = sums;

    /// <summary>Room in which the sums are made.</summary>
    public Span<T> Scratch { get; } = scratch;
}
