using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Tests.Data.Formats;

/// <summary>Makes files of the formats that are only read.</summary>
internal static class Bytes
{
    public static byte[] Npy(string header, ReadOnlySpan<byte> elements, int version = 1)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[version == 1 ? 2 : 4];
        if (version == 1) BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        else BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)text.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. text, .. elements];
    }

    public static byte[] Npy(double[] values, params int[] shape) => Npy(
        $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({string.Concat(shape.Select(axis => $"{axis}, "))}), }}\n",
        FlatVector.Of<double>(values).ToBytes());

    public static byte[] Npz(CompressionLevel level, params (string Name, byte[] Content)[] members)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var stream = new MemoryStream();
        using (var packing = new GZipStream(stream, level)) packing.Write(content);
        return stream.ToArray();
    }

    public static byte[] Idx(byte type, int[] shape, params byte[] elements)
    {
        var axes = new byte[4 * shape.Length];
        for (var i = 0; i < shape.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(axes.AsSpan(4 * i), shape[i]);
        }
        return [0, 0, type, (byte)shape.Length, .. axes, .. elements];
    }

    public static byte[] Safetensors() => new Safetensors(
        [
            new("0.weight", NumberArray.Of([2, 3], FlatVector.Of<double>([1, 2, 3, 4, 5, 6]))),
            new("0.bias", NumberArray.Of([2], FlatVector.Of<float>([7, 8]))),
        ],
        [new("experiment", "{\"name\": \"spiral\", \"text\": \"λ\\n\"}")]).Write();
}
