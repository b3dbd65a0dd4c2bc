namespace NeuralOde.Core.Values;

/// <summary>A run of values that grows when it must, and is used again.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KeptWorkspace<T>
    where T : unmanaged
{
    private T[] _values = [];
    private int _count;

    /// <summary>The values; their number is that of the last call.</summary>
    public Span<T> Values => _values.AsSpan(0, _count);

    /// <summary>Copies values in place of those before.</summary>
    public void Keep(ReadOnlySpan<T> values) => values.CopyTo(Sized(values.Length));

    /// <summary>Makes room for so many values, and sets them to 0.</summary>
    public Span<T> Cleared(int count)
    {
        Sized(count).Clear();
        return Values;
    }

    /// <summary>Makes room for so many values, whatever they hold.</summary>
    public Span<T> Sized(int count)
    {
        if (_values.Length < count) _values = new T[Math.Max(count, 2 * _values.Length)];
        _count = count;
        return Values;
    }
}
