using System.Numerics;
using System.Runtime.InteropServices;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data;

/// <summary>Steps on tables that are kept as flat arrays, by rows.</summary>
internal static class Rows
{
    /// <summary>
    /// The rows at <paramref name="indices"/> of a table with <paramref name="width"/> columns.
    /// </summary>
    public static ValueArray<T> Take<T>(ValueArray<T> table, int width, ReadOnlySpan<int> indices)
        where T : IEquatable<T>
    {
        var source = table.AsSpan();
        var taken = new T[indices.Length * width];
        for (var i = 0; i < indices.Length; i++)
            source.Slice(indices[i] * width, width).CopyTo(taken.AsSpan(i * width));
        return Frozen(taken);
    }

    /// <summary>The same numbers in another type.</summary>
    public static ValueArray<TTo> Converted<TFrom, TTo>(ValueArray<TFrom> values)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        var source = values.AsSpan();
        var converted = new TTo[source.Length];
        for (var i = 0; i < converted.Length; i++) converted[i] = TTo.CreateChecked(source[i]);
        return Frozen(converted);
    }

    /// <summary>An array that its maker does not touch any more, without a copy.</summary>
    public static ValueArray<T> Frozen<T>(T[] values)
        where T : IEquatable<T> => new(ImmutableCollectionsMarshal.AsImmutableArray(values));
}
