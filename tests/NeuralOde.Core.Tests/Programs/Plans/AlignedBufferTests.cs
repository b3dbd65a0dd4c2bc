using System.Runtime.CompilerServices;
using NeuralOde.Core.Programs.Plans;
using Xunit;

namespace NeuralOde.Core.Tests.Programs.Plans;

/// <summary>
/// Two cores that write to one line of 64 bytes wait for each other, even where they write to different numbers of it.
/// </summary>
public sealed class AlignedBufferTests
{
    private const int BytesOfLine = 64;

    [Fact]
    public void A_buffer_begins_with_a_line()
    {
        Assert.All(Buffers<double>(), buffer => Assert.Equal(0, Address(buffer.Values) % BytesOfLine));
        Assert.All(Buffers<float>(), buffer => Assert.Equal(0, Address(buffer.Values) % BytesOfLine));
    }

    [Fact]
    public void A_buffer_of_any_length_shares_no_line_with_another_nor_with_what_is_pinned_beside_it()
    {
        AssertApart<double>();
        AssertApart<float>();
    }

    private static void AssertApart<T>()
        where T : unmanaged
    {
        var (buffers, owners) = (new List<AlignedBuffer<T>>(), new Dictionary<long, string>());
        var others = new List<T[]>();
        foreach (var buffer in Buffers<T>())
        {
            buffers.Add(buffer);
            others.Add(GC.AllocateArray<T>(1, pinned: true));
        }

        // Those may share lines with each other.
        foreach (var other in others) owners[Address(other) / BytesOfLine] = "an array";
        foreach (var buffer in buffers)
        {
            var name = $"a buffer of {buffer.Values.Length} numbers";
            var begin = Address(buffer.Values);
            var end = begin + buffer.Values.Length * Unsafe.SizeOf<T>();
            for (var at = begin; at < end; at += BytesOfLine)
            {
                var line = at / BytesOfLine;
                Assert.True(owners.TryAdd(line, name), $"A line of {name} is one of {owners[line]}.");
            }
        }
    }

    /// <summary>One after the other of up to three lines and one number more.</summary>
    private static IEnumerable<AlignedBuffer<T>> Buffers<T>()
        where T : unmanaged =>
        Enumerable.Range(1, 3 * BytesOfLine / Unsafe.SizeOf<T>() + 1)
            .Select(length => new AlignedBuffer<T>(length, behind: 0));

    private static long Address<T>(Span<T> values) =>
        Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref values[0]);
}
