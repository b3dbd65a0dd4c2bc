using System.Buffers.Binary;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>Reads idx files, the format of MNIST.</summary>
/// <remarks>
/// Source: Y. LeCun, C. Cortes, The MNIST database of handwritten digits, section "File formats".
/// </remarks>
public static class IdxArray
{
    /// <summary>The array in an idx file.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="bytes">
    /// Its content: two zeros, type, number of axes, axes and elements, all big-endian.
    /// </param>
    public static Result<NumberArray, DataError> Parse(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return new DataError.Empty(file, "an idx file");
        if (bytes.Length < 4 || bytes[0] != 0 || bytes[1] != 0)
        {
            return new DataError.Malformed(file, 0, $"the bytes {Hex(bytes)}", "an idx header, which begins with 00 00",
                bytes is [0x1F, 0x8B, ..]
                    ? "The file is packed: let its name end in .gz."
                    : "Give an idx file, or let the name end in the format's own ending.");
        }

        if (TypeOf(bytes[2]) is not { } type)
        {
            return new DataError.Malformed(file, 2, $"the type {bytes[2]:X2}", "08, 09, 0B, 0C, 0D or 0E",
                "The file is damaged or no idx file: fetch it again.");
        }

        var header = 4 + 4 * bytes[3];
        if (bytes[3] > DataLimits.Axes || bytes.Length < header)
        {
            return new DataError.Malformed(file, 3, $"{bytes[3]} axes in {bytes.Length} bytes",
                $"at most {DataLimits.Axes} axes, of 4 bytes each", "The file is cut off or damaged: fetch it again.");
        }

        var axes = new long[bytes[3]];
        for (var i = 0; i < axes.Length; i++)
        {
            axes[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 + 4 * i)..]);
        }
        return Elements(file, bytes, header, axes, type);
    }

    private static Result<NumberArray, DataError> Elements(
        string file, ReadOnlySpan<byte> bytes, int header, long[] axes, ElementType type)
    {
        var expected = ArrayShape.Bytes(axes, type);
        if (bytes.Length - header != expected)
        {
            return new DataError.Malformed(file, header, $"{bytes.Length - header} bytes of elements",
                expected < 0
                    ? $"at most {DataLimits.FileBytes} for the shape {ArrayShape.Text(axes)}"
                    : $"{expected} for the shape {ArrayShape.Text(axes)}",
                bytes.Length - header < expected
                    ? "The file is cut off: fetch it again."
                    : "The header does not belong to these elements: fetch the file again.");
        }

        var elements = bytes[header..].ToArray();
        ByteOrder.FromBigEndian(elements, type.Bytes);
        return new NumberArray(type, ArrayShape.Of(axes), Rows.Frozen(elements));
    }

    private static ElementType? TypeOf(byte code) => code switch
    {
        0x08 => ElementType.UInt8,
        0x09 => ElementType.Int8,
        0x0B => ElementType.Int16,
        0x0C => ElementType.Int32,
        0x0D => ElementType.Float32,
        0x0E => ElementType.Float64,
        _ => null,
    };

    private static string Hex(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexString(bytes[..Math.Min(4, bytes.Length)]);
}
