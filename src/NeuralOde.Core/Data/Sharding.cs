using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data;

/// <summary>Cuts examples into shards.</summary>
public static class Sharding
{
    /// <summary>
    /// The sizes of contiguous shards that differ by one example at most, the
    /// larger ones first; shape [shards].
    /// </summary>
    /// <param name="examples">The number of examples.</param>
    /// <param name="shards">The number of shards; at least 1.</param>
    /// <exception cref="ArgumentException">A number is too small.</exception>
    public static ValueArray<int> Sizes(int examples, int shards)
    {
        Misuse.Unless(
            examples >= 0 && shards >= 1, $"{examples} examples cannot be cut into {shards} shards.");
        return
        [
            .. Enumerable.Range(0, shards).Select(shard => examples / shards + (shard < examples % shards ? 1 : 0)),
        ];
    }

    /// <summary>The examples of each shard, contiguous and in order; shape [shards].</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="shards">The number of shards; at least 1.</param>
    /// <exception cref="ArgumentException">A number is too small.</exception>
    public static IReadOnlyList<Examples<T>> Into<T>(Examples<T> examples, int shards)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sizes = Sizes(examples.Count, shards);
        var starts = sizes.Select((_, shard) => sizes.Take(shard).Sum());
        return [.. starts.Zip(sizes, examples.Slice)];
    }
}
