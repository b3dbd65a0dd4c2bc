using System.Numerics;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>
/// The order in which an epoch visits the examples of a shard: a shuffle of 0 … Count − 1 that is never
/// stored.
/// </summary>
/// <param name="Key">What the shuffle is drawn from.</param>
/// <param name="Count">The number of examples.</param>
/// <remarks>
/// A keyed permutation, so that any part of the order is found without the rest. Source: Luby, Rackoff, How
/// to construct
/// pseudorandom permutations, SIAM J. Comput. 17 (1988), for the rounds; Black, Rogaway, Ciphers with
/// arbitrary finite
/// domains, CT-RSA 2002, section 4, for walking until the result lies in the domain.
/// </remarks>
public readonly record struct EpochOrder(Seed Key, int Count)
{
    private const int Rounds = 8;

    /// <summary>The order of one shard in one epoch of a run.</summary>
    public static EpochOrder Of(Seed run, long epoch, int shard, int count) =>
        new(run.Child((ulong)epoch).Child((ulong)shard), count);

    /// <summary>The example that is visited at a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not below Count.</exception>
    public int this[int position] => From(position, 1)[0];

    /// <summary>The examples that are visited from a position on; shape [count].</summary>
    /// <param name="first">The position.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position is not below Count.</exception>
    public ValueArray<int> From(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Count - count);
        // A minibatch asks for thousands of examples while all workers wait: its keys are made once.
        Span<Seed> keys = stackalloc Seed[Rounds];
        for (var round = 0; round < Rounds; round++) keys[round] = Key.Child((ulong)round);
        var examples = new int[count];
        for (var i = 0; i < count; i++)
        {
            var example = (uint)(first + i);
            do example = Shuffle(example, keys);
            while (example >= Count);
            examples[i] = (int)example;
        }

        return ValueArray.Of<int>(examples);
    }

    private uint Shuffle(uint value, ReadOnlySpan<Seed> keys)
    {
        var bits = BitOperations.Log2((uint)Count) / 2 + 1;
        var mask = (1u << bits) - 1;
        var (left, right) = (value >> bits, value & mask);
        foreach (var key in keys) (left, right) = (right, left ^ ((uint)key.Bits(right) & mask));
        return (left << bits) | right;
    }
}
