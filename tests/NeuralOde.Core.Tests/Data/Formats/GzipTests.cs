using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Data.Formats;

public sealed class GzipTests
{
    [Fact]
    public void Bytes_survive_every_way_of_packing() => Prop.ForAll<NonEmptyArray<byte>, int>((bytes, repeats) =>
    {
        byte[] content =
            [.. Enumerable.Repeat(bytes, 1 + Math.Abs(repeats % 50)).SelectMany(part => part.Get)];
        return new[] { CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.SmallestSize }.All(level =>
            Gzip.Unpack("a.gz", Bytes.Gzip(content, level)).Value().Span.SequenceEqual(content));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Long_text_and_noise_survive_packing()
    {
        var seed = new Seed(1);
        byte[] content =
        [
            .. Enumerable.Range(0, 300_000).Select(
                i => (byte)(i % 1000 < 500 ? 'a' + i / 7 % 20 : (int)seed.Bits((ulong)i))),
        ];

        Assert.True(Gzip.Unpack("a.gz", Bytes.Gzip(content)).Value().Span.SequenceEqual(content));
    }

    [Fact]
    public void Members_follow_one_another() => Assert.Equal(
        "ab"u8.ToArray(), Gzip.Unpack("a.gz", (byte[])[.. Bytes.Gzip("a"u8.ToArray()), .. Bytes.Gzip("b"u8.ToArray())])
            .Value().ToArray());

    [Fact]
    public void Every_cut_and_every_flipped_bit_that_changes_the_data_is_noticed()
    {
        byte[] content = [.. Enumerable.Range(0, 200).Select(i => (byte)(i * i))];
        var packed = Bytes.Gzip(content);

        for (var length = 0; length < packed.Length; length++)
            Assert.NotEmpty(Gzip.Unpack("a.gz", packed.AsMemory(0, length)).Message());
        for (var bit = 80; bit < packed.Length * 8; bit++)
        {
            var flipped = packed.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.True(
                Gzip.Unpack("a.gz", flipped).Match(same => same.Span.SequenceEqual(content), _ => true));
        }
    }
}
