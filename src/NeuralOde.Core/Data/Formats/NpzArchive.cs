using System.Buffers.Binary;
using System.Text;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>Reads archives of arrays that NumPy saved: a zip file of npy files.</summary>
/// <param name="File">The file, for messages.</param>
/// <param name="Arrays">The arrays in the order of the file.</param>
/// <remarks>Source: PKWARE, .ZIP File Format Specification 6.3, sections 4.3.7, 4.3.12 and 4.3.16.</remarks>
public sealed record NpzArchive(string File, ValueArray<NamedArray> Arrays)
{
    private const int DirectoryEnd = 22;
    private const int DirectoryEntry = 46;
    private const int LocalHeader = 30;
    private const int Stored = 0;
    private const int Deflated = 8;

    /// <summary>The array with a name.</summary>
    public Result<NumberArray, DataError> Array(string name)
    {
        foreach (var array in Arrays)
            if (array.Name == name) return array.Values;
        return new DataError.UnknownName(File, "array", name, [.. Arrays.Select(array => array.Name)]);
    }

    /// <summary>The arrays in an npz file.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    public static Result<NpzArchive, DataError> Parse(string file, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) return new DataError.Empty(file, "arrays that NumPy saved");
        var end = bytes.Length < DirectoryEnd
            ? -1
            : bytes.Span[..^(DirectoryEnd - 4)].LastIndexOf("PK\x05\x06"u8);
        if (end < 0) return Fault(file, 0, "no directory of a zip file");
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[(end + 10)..]);
        var at = (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[(end + 16)..]);
        var arrays = new List<NamedArray>();
        for (var i = 0; i < count; i++)
        {
            if (at > end - DirectoryEntry || !bytes.Span[(int)at..].StartsWith("PK\x01\x02"u8))
                return Fault(file, at, $"no directory entry {i + 1} of {count}");
            var entry = bytes.Span[(int)at..end];
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            if (DirectoryEntry + nameLength > entry.Length) return Fault(file, at, "a name that is cut off");
            var name = Encoding.UTF8.GetString(entry.Slice(DirectoryEntry, nameLength));
            switch (Member($"{file}:{name}", bytes, entry).Bind(
                member => NpyArray.Parse($"{file}:{name}", member.Span)))
            {
                case Result<NumberArray, DataError>.Ok(var values):
                    arrays.Add(
                        new(name.EndsWith(".npy", StringComparison.Ordinal) ? name[..^4] : name, values));
                    break;
                case Result<NumberArray, DataError>.Failed(var error):
                    return error;
            }

            at += DirectoryEntry + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }

        if (arrays.Count == 0) return new DataError.Empty(file, "at least one array");
        return arrays.GroupBy(array => array.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? new DataError.DuplicateName(file, "array", twice.Key)
            : new NpzArchive(file, [.. arrays]);
    }

    private static Result<ReadOnlyMemory<byte>, DataError> Member(
        string file, ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> entry)
    {
        var method = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]);
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]);
        var packed = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        var header = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        if (size > DataLimits.FileBytes) return new DataError.TooLarge(file, size, DataLimits.FileBytes);
        if (header + LocalHeader > bytes.Length || !bytes.Span[(int)header..].StartsWith("PK\x03\x04"u8))
            return Fault(file, header, "no header of the member");
        var local = bytes.Span[(int)header..];
        var start = header + LocalHeader + BinaryPrimitives.ReadUInt16LittleEndian(local[26..])
            + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        if (start + (long)packed > bytes.Length) return Fault(file, start, "a member that is cut off");
        var data = bytes.Slice((int)start, (int)packed);
        if ((entry[8] & 1) != 0 || method is not (Stored or Deflated))
        {
            return Fault(
                file, header, $"packing method {method}{((entry[8] & 1) != 0 ? ", encrypted" : "")}");
        }

        var content = method == Stored ? data : Inflated(data, (int)size);
        return content.Length == size && Crc32.Of(content.Span) == crc
            ? content
            : Fault(file, start, "data whose length or checksum is not that of the directory");
    }

    private static ReadOnlyMemory<byte> Inflated(ReadOnlyMemory<byte> packed, int size)
    {
        var inflate = new InflateWorkspace(packed, size);
        return inflate.Run() ? inflate.Output.ToArray() : ReadOnlyMemory<byte>.Empty;
    }

    private static DataError.Malformed Fault(string file, long offset, string found) => new(
        file, offset, found, "a zip file of arrays",
        "Save the arrays with numpy.savez; a damaged file must be saved again.");
}

/// <summary>An array of a file of several.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Values">Its content.</param>
public sealed record NamedArray(string Name, NumberArray Values);
