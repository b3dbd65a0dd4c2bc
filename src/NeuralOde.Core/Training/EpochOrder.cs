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
    public int this[int position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(position);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
            var example = (uint)position;
            do example = Shuffle(example);
            while (example >= Count);
            return (int)example;
        }
    }

    private uint Shuffle(uint value)
    {
        var bits = BitOperations.Log2((uint)Count) / 2 + 1;
        var mask = (1u << bits) - 1;
        var (left, right) = (value >> bits, value & mask);
        for (var round = 0; round < Rounds; round++)
        {
            (left, right) = (right, left ^ ((uint)Key.Child((ulong)round).Bits(right) & mask));
        }

        return (left << bits) | right;
    }
}
