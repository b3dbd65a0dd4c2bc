using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>Reckons with the axes that a file claims, which may be absurd.</summary>
internal static class ArrayShape
{
    /// <summary>The bytes that an array needs, or −1 when it is more than may be loaded.</summary>
    public static long Bytes(ReadOnlySpan<long> axes, ElementType type)
    {
        long bytes = type.Bytes;
        foreach (var axis in axes)
        {
            if (axis is < 0 or > DataLimits.FileBytes) return -1;
            bytes *= axis;
            if (bytes > DataLimits.FileBytes) return -1;
        }

        return bytes;
    }

    /// <summary>The axes as a text, such as [3, 4].</summary>
    public static string Text(ReadOnlySpan<long> axes) => $"[{string.Join(", ", axes.ToArray())}]";

    /// <summary>Axes that were found to be loadable.</summary>
    public static ValueArray<int> Of(ReadOnlySpan<long> axes)
    {
        var shape = new int[axes.Length];
        for (var i = 0; i < shape.Length; i++) shape[i] = (int)axes[i];
        return Rows.Frozen(shape);
    }
}
