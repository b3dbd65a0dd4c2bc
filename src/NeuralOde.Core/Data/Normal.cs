using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data;

/// <summary>Draws from the normal distribution.</summary>
public static class Normal
{
    /// <summary>
    /// The draw at an index, with mean 0 and standard deviation 1; the same bits everywhere.
    /// </summary>
    /// <remarks>
    /// Source: Box, Muller, A note on the generation of random normal deviates, Ann. Math. Stat. 29, 1958.
    /// </remarks>
    public static double Draw(Seed seed, ulong index) =>
        Math.Sqrt(-2 * Elementwise.Log(1 - seed.Uniform(2 * index)))
        * Elementwise.Cos(2 * Math.PI * seed.Uniform(2 * index + 1));
}
