using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NeuralOde.Core.Values;

/// <summary>Brings elements into the byte order of this machine, or back.</summary>
internal static class ByteOrder
{
    /// <summary>Swaps the bytes of each element where this machine is not little-endian.</summary>
    public static void FromLittleEndian(Span<byte> elements, int size)
    {
        if (!BitConverter.IsLittleEndian) Swap(elements, size);
    }

    /// <summary>Swaps the bytes of each element where this machine is not big-endian.</summary>
    public static void FromBigEndian(Span<byte> elements, int size)
    {
        if (BitConverter.IsLittleEndian) Swap(elements, size);
    }

    private static void Swap(Span<byte> elements, int size)
    {
        switch (size)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(elements);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var words = MemoryMarshal.Cast<byte, uint>(elements);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(elements);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
