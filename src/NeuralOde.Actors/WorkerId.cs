namespace NeuralOde.Actors;

/// <summary>Which shard worker is meant. It stays the same when the worker is started again.</summary>
/// <param name="Name">Letters, digits and dashes; at most 64 characters.</param>
public readonly record struct WorkerId(string Name) : IComparable<WorkerId>
{
    /// <inheritdoc/>
    public int CompareTo(WorkerId other) => string.CompareOrdinal(Name, other.Name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Comes before, in the order of names.</summary>
    public static bool operator <(WorkerId left, WorkerId right) => left.CompareTo(right) < 0;

    /// <summary>Comes after, in the order of names.</summary>
    public static bool operator >(WorkerId left, WorkerId right) => left.CompareTo(right) > 0;

    /// <summary>Comes before or is the same.</summary>
    public static bool operator <=(WorkerId left, WorkerId right) => left.CompareTo(right) <= 0;

    /// <summary>Comes after or is the same.</summary>
    public static bool operator >=(WorkerId left, WorkerId right) => left.CompareTo(right) >= 0;
}
