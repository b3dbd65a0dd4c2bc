using System.Buffers.Binary;
using System.Text;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>Reads arrays that NumPy saved.</summary>
/// <remarks>
/// Source: NumPy Enhancement Proposal 1, A simple file format for NumPy arrays (versions 1 to 3).
/// </remarks>
public static class NpyArray
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The array in an npy file.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    public static Result<NumberArray, DataError> Parse(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return new DataError.Empty(file, "an array that NumPy saved");
        if (!bytes.StartsWith(Magic) || bytes.Length < 12)
        {
            return new DataError.Malformed(file, 0, "other bytes", "the 6 bytes 93 NUMPY and a header",
                "Save the array with numpy.save.");
        }

        if (bytes[6] is < 1 or > 3)
        {
            return new DataError.Malformed(file, 6, $"version {bytes[6]}", "version 1, 2 or 3",
                "Save the array with numpy.save.");
        }

        var start = bytes[6] == 1 ? 10 : 12;
        var length = bytes[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (length > bytes.Length - start)
        {
            return new DataError.Malformed(file, 8, $"a header of {length} bytes in a file of {bytes.Length}",
                "the whole header", "The file is cut off: save it again.");
        }

        var elements = bytes[(start + (int)length)..];
        return NpyHeader.Parse(file, start, Encoding.UTF8.GetString(bytes.Slice(start, (int)length))) switch
        {
            Result<NpyHeader, DataError>.Ok(var header) =>
                Elements(file, header, bytes.Length - elements.Length, elements),
            Result<NpyHeader, DataError>.Failed(var error) => error,
            var other => throw Unreachable.Case(other),
        };
    }

    private static Result<NumberArray, DataError> Elements(
        string file, NpyHeader header, int offset, ReadOnlySpan<byte> bytes)
    {
        var axes = header.Shape.AsSpan();
        var expected = ArrayShape.Bytes(axes, header.Type);
        if (expected != bytes.Length)
        {
            return new DataError.Malformed(file, offset, $"{bytes.Length} bytes of elements",
                expected < 0
                    ? $"at most {DataLimits.FileBytes} for the shape {ArrayShape.Text(axes)}"
                    : $"{expected} for the shape {ArrayShape.Text(axes)}",
                bytes.Length < expected
                    ? "The file is cut off: save it again."
                    : "Save the array alone, with numpy.save.");
        }

        var elements = bytes.ToArray();
        if (header.BigEndian) ByteOrder.FromBigEndian(elements, header.Type.Bytes);
        else ByteOrder.FromLittleEndian(elements, header.Type.Bytes);
        var shape = ArrayShape.Of(axes);
        return new NumberArray(
            header.Type, shape, Rows.Frozen(
                header.FortranOrder ? ByRows(elements, shape, header.Type.Bytes) : elements));
    }

    private static byte[] ByRows(byte[] byColumns, ValueArray<int> shape, int size)
    {
        var byRows = new byte[byColumns.Length];
        var index = new int[shape.Count];
        for (var to = 0; to < byRows.Length; to += size)
        {
            var from = 0;
            for (var axis = shape.Count - 1; axis >= 0; axis--) from = from * shape[axis] + index[axis];
            byColumns.AsSpan(from * size, size).CopyTo(byRows.AsSpan(to));
            for (var axis = shape.Count - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return byRows;
    }
}
