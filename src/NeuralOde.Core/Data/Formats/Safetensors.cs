using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>The content of a safetensors file: named arrays, and texts about them.</summary>
/// <param name="Tensors">The arrays in the order of the file.</param>
/// <param name="Metadata">The texts.</param>
/// <remarks>
/// Source: the format's description in huggingface/safetensors: README.md. What we write also holds the text
/// <c>sha256</c>: the SHA-256 of the whole file with these 64 digits set to 0, so that a
/// flipped bit is noticed anywhere.
/// </remarks>
public sealed record Safetensors(ValueArray<NamedArray> Tensors, ValueArray<MetadataText> Metadata)
{
    /// <summary>The name of the text that holds the checksum.</summary>
    public const string Checksum = "sha256";

    private const int LongestHeader = 100_000_000;
    private const int LengthBytes = 8;
    private const int DigestDigits = 64;

    /// <summary>The array with a name.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="name">The name of the array.</param>
    public Result<NumberArray, DataError> Tensor(string file, string name)
    {
        foreach (var tensor in Tensors)
            if (tensor.Name == name) return tensor.Values;
        return new DataError.UnknownName(file, "tensor", name, [.. Tensors.Select(tensor => tensor.Name)]);
    }

    /// <summary>The text with a name.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="name">The name of the text.</param>
    public Result<string, DataError> Text(string file, string name)
    {
        foreach (var text in Metadata)
            if (text.Name == name) return new Result<string, DataError>.Ok(text.Value);
        return new DataError.UnknownName(
            file, "metadata text", name, [.. Metadata.Select(text => text.Name)]);
    }

    /// <summary>The content of a file, if it is whole.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    public static Result<Safetensors, DataError> Read(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return new DataError.Empty(file, "a safetensors file");
        var length = bytes.Length < LengthBytes
            ? ulong.MaxValue
            : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > LongestHeader || length > (ulong)(bytes.Length - LengthBytes))
        {
            return new DataError.Malformed(file, 0, $"a file of {bytes.Length} bytes without a whole header",
                "a safetensors file", "The file is cut off, or of another format: use an older copy.");
        }

        var header = bytes.Slice(LengthBytes, (int)length);
        var content = SafetensorsHeader.Parse(file, header).Bind(parsed => parsed.InOrder(file));
        return content switch
        {
            Result<SafetensorsHeader, DataError>.Failed(var error) => error,
            Result<SafetensorsHeader, DataError>.Ok(var parsed) =>
                Content(file, bytes, LengthBytes + (int)length, parsed),
            _ => throw Unreachable.Case(content),
        };
    }

    /// <summary>The bytes of a file with this content, and the checksum among its texts.</summary>
    public byte[] Write()
    {
        var noDigest = new string('0', DigestDigits);
        var texts = Metadata.Where(text => text.Name != Checksum).Append(new(Checksum, noDigest));
        var header = SafetensorsHeader.Text([.. texts], Tensors);
        var start = LengthBytes + header.Length;
        var bytes = new byte[start + Tensors.Sum(tensor => tensor.Values.Bytes.Count)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        header.CopyTo(bytes.AsSpan(LengthBytes));
        foreach (var values in Tensors.Select(tensor => tensor.Values))
        {
            var place = bytes.AsSpan(start, values.Bytes.Count);
            values.Bytes.AsSpan().CopyTo(place);
            ByteOrder.FromLittleEndian(place, values.Type.Bytes);
            start += place.Length;
        }

        _ = Encoding.ASCII.GetBytes(
            Digest(bytes), bytes.AsSpan(LengthBytes + DigestPlace(header, noDigest), DigestDigits));
        return bytes;
    }

    private static Result<Safetensors, DataError> Content(
        string file, ReadOnlySpan<byte> bytes, int start, SafetensorsHeader header)
    {
        if (bytes.Length - start != header.End)
        {
            return new DataError.Malformed(file, start, $"{bytes.Length - start} bytes of tensors",
                $"{header.End} as in the header", bytes.Length - start < header.End
                    ? "The file is cut off: use an older copy."
                    : "Something stands behind the tensors: use an older copy.");
        }

        if (header.Texts.FirstOrDefault(text => text.Name == Checksum) is { } checksum
            && !Agrees(bytes, start, checksum.Value))
        {
            return new DataError.Malformed(file, 0, "content that has not the checksum it was written with",
                $"the {Checksum} {checksum.Value}",
                "The file is damaged: use an older copy. If you changed it yourself, "
                + $"leave {Checksum} out of its metadata.");
        }

        var tensors = new NamedArray[header.Tensors.Count];
        for (var i = 0; i < tensors.Length; i++)
        {
            var place = header.Tensors[i];
            var elements = bytes.Slice(start + (int)place.Begin, (int)(place.End - place.Begin)).ToArray();
            ByteOrder.FromLittleEndian(elements, place.Type.Bytes);
            tensors[i] = new(
                place.Name, new(place.Type, ArrayShape.Of(place.Shape.AsSpan()), Rows.Frozen(elements)));
        }

        return new Safetensors(Rows.Frozen(tensors), header.Texts);
    }

    private static bool Agrees(ReadOnlySpan<byte> bytes, int start, string digest)
    {
        var place = DigestPlace(bytes[LengthBytes..start], digest);
        if (digest.Length != DigestDigits || place < 0) return false;
        var blank = bytes.ToArray();
        blank.AsSpan(LengthBytes + place, DigestDigits).Fill((byte)'0');
        return Digest(blank) == digest;
    }

    private static int DigestPlace(ReadOnlySpan<byte> header, string digest)
    {
        var before = $"\"{Checksum}\":\"";
        var place = header.IndexOf(Encoding.UTF8.GetBytes($"{before}{digest}\""));
        return place < 0 ? place : place + before.Length;
    }

    private static string Digest(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A text about the arrays of a file.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">What it says.</param>
public sealed record MetadataText(string Name, string Value);
