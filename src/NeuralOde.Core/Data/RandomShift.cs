using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data;

/// <summary>
/// Moves square images by whole pixels that are drawn anew in every epoch: what is left is a random crop of
/// the image with a border of zeros around it.
/// </summary>
/// <param name="Seed">The source of chance.</param>
/// <param name="Distance">The most that an image is moved along each axis; in pixels. 0 moves none.</param>
public sealed record RandomShift(Seed Seed, int Distance)
{
    /// <summary>Some examples of a shard in order, each image moved down or up and right or left.</summary>
    /// <param name="examples">The images of the shard by rows, one target each.</param>
    /// <param name="indices">Which of them; shape [taken].</param>
    /// <param name="epoch">The epoch in which they are seen.</param>
    /// <param name="shard">The number of the shard.</param>
    /// <returns>The same for any worker and any minibatch: it depends on the arguments alone.</returns>
    /// <exception cref="ArgumentException">The images are not square.</exception>
    public Examples<T> Of<T>(Examples<T> examples, ReadOnlySpan<int> indices, long epoch, int shard)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var pixels = examples.InputFeatures;
        Misuse.Unless(
            ImageShift.WidthOf(pixels) > 0,
            $"An image of {pixels} pixels is not square: leave the random shift out.");
        var draws = Seed.Child((ulong)epoch).Child((ulong)shard);
        var images = examples.Features.AsSpan();
        var moved = new T[indices.Length * pixels];
        for (var i = 0; i < indices.Length; i++)
        {
            var own = draws.Child((ulong)indices[i]);
            ImageShift.Move(
                images.Slice(indices[i] * pixels, pixels),
                (Draw(own, 0), Draw(own, 1)),
                moved.AsSpan(i * pixels, pixels));
        }

        return examples.Take(indices) with { Features = ValueArray.Of<T>(moved) };
    }

    /// <summary>One of −Distance … Distance, each as likely.</summary>
    private int Draw(Seed seed, ulong axis) => (int)(seed.Uniform(axis) * (2 * Distance + 1)) - Distance;
}
