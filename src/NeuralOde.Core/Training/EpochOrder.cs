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
        // A minibatch asks for thousands of examples while all workers wait: its keys are made once, and where more
        // is asked for than a round has inputs, so are the outputs of all rounds.
        Span<Seed> keys = stackalloc Seed[Rounds];
        for (var round = 0; round < Rounds; round++) keys[round] = Key.Child((ulong)round);
        var outputs = count >> HalfBits == 0 ? [] : Outputs(keys);
        var examples = new int[count];
        for (var i = 0; i < count; i++)
        {
            var example = (uint)(first + i);
            do example = Shuffle(example, keys, outputs);
            while (example >= Count);
            examples[i] = (int)example;
        }

        return ValueArray.Of<int>(examples);
    }

    // The bits of one half of a position.
    private int HalfBits => BitOperations.Log2((uint)Count) / 2 + 1;

    // Shape [rounds, inputs of a round].
    private uint[] Outputs(ReadOnlySpan<Seed> keys)
    {
        var bits = HalfBits;
        var outputs = new uint[Rounds << bits];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = Output(keys[i >> bits], (uint)i & Mask(bits), bits);
        return outputs;
    }

    private uint Shuffle(uint value, ReadOnlySpan<Seed> keys, ReadOnlySpan<uint> outputs)
    {
        var bits = HalfBits;
        var (left, right) = (value >> bits, value & Mask(bits));
        for (var round = 0; round < Rounds; round++)
        {
            var output = outputs.IsEmpty
                ? Output(keys[round], right, bits)
                : outputs[(round << bits) + (int)right];
            (left, right) = (right, left ^ output);
        }

        return (left << bits) | right;
    }

    private static uint Output(Seed key, uint input, int bits) => (uint)key.Bits(input) & Mask(bits);

    private static uint Mask(int bits) => (1u << bits) - 1;
}
