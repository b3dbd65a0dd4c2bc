using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace NeuralOde.Core.Values;

/// <summary>An immutable run of values that compares by content.</summary>
/// <typeparam name="T">The element type.</typeparam>
[CollectionBuilder(typeof(ValueArray), nameof(ValueArray.Of))]
public readonly struct ValueArray<T>(ImmutableArray<T> values) : IEquatable<ValueArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> _values = values;

    /// <summary>The number of values.</summary>
    public int Count => AsSpan().Length;

    /// <summary>The value at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such index.</exception>
    public T this[int index] => AsSpan()[index];

    /// <summary>The values, for a kernel to read.</summary>
    public ReadOnlySpan<T> AsSpan() => Known.AsSpan();

    /// <inheritdoc/>
    public bool Equals(ValueArray<T> other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in AsSpan()) hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>The values in their order.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Known.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Known).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Known).GetEnumerator();

    private ImmutableArray<T> Known => _values.IsDefault ? [] : _values;

    /// <summary>Same content.</summary>
    public static bool operator ==(ValueArray<T> left, ValueArray<T> right) => left.Equals(right);

    /// <summary>Different content.</summary>
    public static bool operator !=(ValueArray<T> left, ValueArray<T> right) => !left.Equals(right);
}

/// <summary>Makes value arrays.</summary>
public static class ValueArray
{
    /// <summary>A copy of <paramref name="values"/>.</summary>
    public static ValueArray<T> Of<T>(ReadOnlySpan<T> values)
        where T : IEquatable<T> => new([.. values]);
}
