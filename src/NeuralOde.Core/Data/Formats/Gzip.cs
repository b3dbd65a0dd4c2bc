using System.Buffers.Binary;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>Unpacks gzip files.</summary>
/// <remarks>Source: RFC 1952, section 2.</remarks>
public static class Gzip
{
    private const int TrailerBytes = 8;

    /// <summary>What is packed in a gzip file of one or several members.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    public static Result<ReadOnlyMemory<byte>, DataError> Unpack(string file, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) return new DataError.Empty(file, "a gzip file");
        var members = new List<byte[]>();
        var total = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var start = DataStart(bytes.Span, at);
            if (start == 0)
            {
                return new DataError.Malformed(file, at, "other bytes", "the header of a gzip file",
                    at > 0
                        ? "Something stands behind the packed data: cut it off."
                        : "The file is damaged: fetch it again.");
            }

            at = start;
            var inflate = new InflateWorkspace(bytes[at..], DataLimits.FileBytes - total);
            var complete = inflate.Run();
            at += inflate.Consumed;
            if (!complete || bytes.Length - at < TrailerBytes)
            {
                return Broken(file, at, inflate.Output.Length + total);
            }
            var trailer = bytes.Span.Slice(at, TrailerBytes);
            if (Crc32.Of(inflate.Output) != BinaryPrimitives.ReadUInt32LittleEndian(trailer)
                || (uint)inflate.Output.Length != BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]))
            {
                return new DataError.Malformed(file, at, "a checksum that is not that of the data", "the same checksum",
                    "The file is damaged: fetch it again.");
            }

            members.Add(inflate.Output.ToArray());
            total += inflate.Output.Length;
            at += TrailerBytes;
        }

        return new ReadOnlyMemory<byte>(
            members is [var only] ? only : [.. members.SelectMany(member => member)]);
    }

    private static DataError Broken(string file, int at, int unpacked) => unpacked >= DataLimits.FileBytes - 258
        ? new DataError.TooLarge(file, unpacked, DataLimits.FileBytes)
        : new DataError.Malformed(file, at, "packed data that does not go on or makes no sense", "a whole gzip file",
            "The file is cut off or damaged: fetch it again.");

    private static int DataStart(ReadOnlySpan<byte> bytes, int start)
    {
        if (bytes.Length - start < 10 || bytes[start] != 0x1F || bytes[start + 1] != 0x8B
            || bytes[start + 2] != 8)
        {
            return 0;
        }
        var flags = bytes[start + 3];
        var at = start + 10;
        if ((flags & 4) != 0)
        {
            if (bytes.Length - at < 2) return 0;
            at += 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
        }

        if ((flags & 8) != 0) at = AfterText(bytes, at);
        if ((flags & 16) != 0) at = AfterText(bytes, at);
        if ((flags & 2) != 0) at += 2;
        return at <= bytes.Length ? at : 0;
    }

    private static int AfterText(ReadOnlySpan<byte> bytes, int at)
    {
        if (at >= bytes.Length) return bytes.Length + 1;
        var end = bytes[at..].IndexOf((byte)0);
        return end < 0 ? bytes.Length + 1 : at + end + 1;
    }
}
