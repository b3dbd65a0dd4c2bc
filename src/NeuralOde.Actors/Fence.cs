namespace NeuralOde.Actors;

/// <summary>Which reign of a parameter server is meant: each new one has a higher number than those
/// before.</summary>
/// <remarks>A server that slept and wakes finds that the workers have seen a higher fence, and changes
/// nothing. Source: Kleppmann, Designing Data-Intensive Applications, 8.4 (fencing tokens).</remarks>
public readonly record struct Fence(long Value)
{
    // A number so far above the last one is forged or spoilt, and would leave none for later reigns.
    private const long Reigns = 1L << 20;

    /// <summary>Whether this reign came after the other.</summary>
    public bool IsNewerThan(Fence other) => Value > other.Value;

    /// <summary>Whether this reign came after the other, and no more lie between than there can have been.</summary>
    public bool IsCrediblyAfter(Fence other) => IsNewerThan(other) && Value - Reigns <= other.Value;
}
