namespace NeuralOde.Core.Values;

/// <summary>A source of chance that is a value: it splits and never changes.</summary>
/// <remarks>
/// Source: Steele, Lea, Flood, Fast splittable pseudorandom number generators, OOPSLA 2014 (SplitMix64).
/// </remarks>
public readonly record struct Seed(ulong Value)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Two child seeds; the parent is not used again.</summary>
    public (Seed Left, Seed Right) Split() => (Child(0), Child(1));

    /// <summary>The child with a number; children with different numbers are unrelated.</summary>
    public Seed Child(ulong number) => new(Mix(Mix(Value + Golden) + (number + 1) * Golden));

    /// <summary>The draw at an index, 64 uniform bits.</summary>
    public ulong Bits(ulong index) => Mix(Value + (index + 1) * Golden);

    /// <summary>The draw at an index, uniform in [0, 1).</summary>
    public double Uniform(ulong index) => (Bits(index) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
