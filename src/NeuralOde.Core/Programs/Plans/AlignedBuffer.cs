using System.Runtime.CompilerServices;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>Numbers in whole cache lines, so that no vector of theirs lies in two.</summary>
/// <remarks>
/// It is written by one thread at a time, step by step, while other threads write to buffers of their own: so none of
/// its lines holds a number of anything else.
/// </remarks>
internal sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int BytesOfLine = 64;

    private readonly T[] _values;
    private readonly int _start;
    private readonly int _length;

    /// <summary>Takes room for so many numbers, and for some behind them that are read but mean nothing.</summary>
    public AlignedBuffer(int length, int behind)
    {
        _length = length;
        var line = BytesOfLine / Unsafe.SizeOf<T>();
        var lines = (length + behind + line - 1) / line;
        // One line more, for it begins somewhere in the first. Pinned, so that it stays in place.
        _values = GC.AllocateArray<T>((lines + 1) * line, pinned: true);
        _start = Misplaced(ref _values[0]);
    }

    public Span<T> Values => _values.AsSpan(_start, _length);

    /// <summary>The number of elements from a place in memory to the next line.</summary>
    private static int Misplaced(ref T first)
    {
        var address = (int)(Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref first) & (BytesOfLine - 1));
        return (BytesOfLine - address) % BytesOfLine / Unsafe.SizeOf<T>();
    }
}
