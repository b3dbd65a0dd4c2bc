using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Models;

/// <summary>Fills a tensor of parameters before training.</summary>
internal static class StartValues
{
    /// <summary>Some entries of a tensor; a function of its start value and of the seed.</summary>
    /// <exception cref="ArgumentException">It has another number of given values than of entries.</exception>
    public static IEnumerable<double> Of(ParameterBlock block, Seed seed, Range range)
    {
        if (block.Start is StartValue.Given(var given)) Misuse.SameLength(given.Count, block.Size);
        Func<int, double> entry = block.Start switch
        {
            StartValue.Constant(var value) => _ => value,
            StartValue.Given(var values) => i => values[i],
            StartValue.Uniform(var bound) => i => bound * (2 * seed.Uniform((ulong)i) - 1),
            StartValue.Normal(var deviation) => i => deviation * Normal(seed, (ulong)i),
            _ => throw Unreachable.Case(block.Start),
        };
        var (first, count) = range.GetOffsetAndLength(block.Size);
        return Enumerable.Range(first, count).Select(entry);
    }

    // Source: Box, Muller, A note on the generation of random normal deviates, Ann. Math. Statist. 29 (1958).
    private static double Normal(Seed seed, ulong index)
    {
        var radius = Math.Sqrt(-2 * Elementwise.Log(1 - seed.Uniform(2 * index)));
        return radius * Elementwise.Cos(2 * Math.PI * seed.Uniform(2 * index + 1));
    }
}
