using System.IO.Compression;
using System.Text;
using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Data.Formats;

public sealed class DamagedFileTests
{
    private const int Mutants = 5_000;

    private static readonly byte[] Plain =
        Bytes.Npy([.. Enumerable.Range(0, 60).Select(i => (double)(i % 5))], 20, 3);

    public static TheoryData<string> Formats => [.. Readers.Keys];

    [Theory, MemberData(nameof(Formats))]
    public void A_damaged_file_is_read_or_refused_but_never_breaks_the_reader(string format)
    {
        var (bytes, read) = Readers[format];
        var seed = new Seed(20260101);

        for (var i = 0; i < Mutants; i++)
        {
            var error = read(Mutant(bytes, seed.Child((ulong)i)));

            Assert.True(
                error is null || error.Message.Contains("file", StringComparison.Ordinal), $"mutant {i}");
        }
    }

    private static readonly Dictionary<string, (byte[] Bytes, Func<byte[], DataError?> Read)> Readers = new()
    {
        ["csv"] = (Encoding.UTF8.GetBytes("a,b,\"c,\"\"d\"\n1,2,3\r\n4.5e3,,\"6\"\n-7,8,9\n"),
            bytes => Fault(CsvTable.Parse("file", Encoding.UTF8.GetString(bytes))
                .Bind(table => table.Numbers(0, MissingFields.Refused)))),
        ["npy"] = (Plain, bytes => Fault(NpyArray.Parse("file", bytes))),
        ["npz stored"] = (Bytes.Npz(CompressionLevel.NoCompression, ("x.npy", Plain), ("y.npy", Plain)),
            bytes => Fault(NpzArchive.Parse("file", bytes))),
        ["npz deflated"] = (Bytes.Npz(CompressionLevel.Optimal, ("x.npy", Plain), ("y.npy", Plain)),
            bytes => Fault(NpzArchive.Parse("file", bytes))),
        ["idx"] = (Bytes.Idx(0x0C, [2, 3], new byte[24]), bytes => Fault(IdxArray.Parse("file", bytes))),
        ["gzip"] = (Bytes.Gzip(Plain), bytes => Fault(Gzip.Unpack("file", bytes))),
        ["safetensors"] = (Bytes.Safetensors(), bytes => Fault(Safetensors.Read("file", bytes))),
    };

    private static DataError? Fault<T>(Result<T, DataError> result) =>
        result.Match(_ => default(DataError), error => error);

    private static byte[] Mutant(byte[] bytes, Seed seed)
    {
        var mutant = bytes.ToList();
        for (var change = 0; change <= (int)(seed.Bits(0) % 3); change++)
        {
            var draw = seed.Child((ulong)change);
            var at = (int)(draw.Bits(0) % (ulong)(mutant.Count + 1));
            switch (draw.Bits(1) % 5)
            {
                case 0: mutant.RemoveRange(at, mutant.Count - at); break;
                case 1: mutant.Insert(at, (byte)draw.Bits(2)); break;
                case 2: mutant.RemoveRange(at, Math.Min(mutant.Count - at, 1 + (int)(draw.Bits(3) % 9))); break;
                case 3 when at < mutant.Count: mutant[at] ^= (byte)(1 << (int)(draw.Bits(2) % 8)); break;
                case 4 when at < mutant.Count: mutant[at] = (byte)(draw.Bits(2) % 2 * 255); break;
            }
        }

        return [.. mutant];
    }
}
