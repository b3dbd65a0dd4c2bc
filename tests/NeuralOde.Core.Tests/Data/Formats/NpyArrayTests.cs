using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Data.Formats;

public sealed class NpyArrayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_of_the_format_is_read(int version)
    {
        var array = NpyArray.Parse("a.npy", Bytes.Npy(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
            FlatVector.Of<float>([1.5f, -2f]).ToBytes(), version));

        Assert.Equal([1.5, -2], array.Value().ToArray<double>());
    }

    [Theory]
    [InlineData("|b1", "0100", new double[] { 1, 0 })]
    [InlineData("|u1", "01FF", new double[] { 1, 255 })]
    [InlineData("|i1", "01FF", new double[] { 1, -1 })]
    [InlineData("<i2", "0100FEFF", new double[] { 1, -2 })]
    [InlineData(">i2", "0001FFFE", new double[] { 1, -2 })]
    [InlineData("<u2", "0100FEFF", new double[] { 1, 65534 })]
    [InlineData("<i4", "01000000FEFFFFFF", new double[] { 1, -2 })]
    [InlineData("<i8", "0100000000000000FEFFFFFFFFFFFFFF", new double[] { 1, -2 })]
    [InlineData("<f2", "003C00C0", new double[] { 1, -2 })]
    [InlineData(">f4", "3F800000C0000000", new double[] { 1, -2 })]
    public void Every_type_of_number_is_read_in_both_byte_orders(
        string type, string elements, double[] expected) =>
        Assert.Equal(expected, NpyArray.Parse("a.npy", Bytes.Npy(
            $"{{'descr': '{type}', 'fortran_order': False, 'shape': (2,), }}", Convert.FromHexString(elements)))
            .Value().ToArray<double>());

    [Fact]
    public void An_array_by_columns_is_turned_into_one_by_rows()
    {
        var array = NpyArray.Parse("a.npy", Bytes.Npy(
            "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 2), }",
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])).Value();

        Assert.Equal([2, 3, 2], array.Shape);
        Assert.Equal([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11], array.ToArray<double>());
    }

    [Theory]
    [InlineData("{'fortran_order': False, 'shape': (1,), }", "no 'descr'")]
    [InlineData("{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (1,), }", "no 'descr' of one plain type")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "the type 'O'")]
    [InlineData("{'descr': '<c16', 'fortran_order': False, 'shape': (1,), }", "the type 'c16'")]
    [InlineData("{'descr': '<f8', 'shape': (1,), }", "no 'fortran_order'")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, }", "no 'shape'")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "no 'shape'")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", "found 8 bytes of elements, expected 16")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (0,), }", "found 8 bytes of elements, expected 0")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (999999999999,999999999999), }", "expected at most")]
    public void A_wrong_header_is_refused_by_name(string header, string message) => Assert.Contains(
        message, NpyArray.Parse("a.npy", Bytes.Npy(header, new byte[8])).Message(), StringComparison.Ordinal);

    [Fact]
    public void Arrays_survive_packed_and_plain_archives() => Prop.ForAll<double[], bool>((values, packed) =>
        NpzArchive.Parse("a.npz", Bytes.Npz(
            packed ? CompressionLevel.SmallestSize : CompressionLevel.NoCompression,
            ("x.npy", Bytes.Npy(values, values.Length)), ("y.npy", Bytes.Npy([1, 2], 2, 1))))
            .Bind(archive => archive.Array("x")).Value().ToArray<double>().SequenceEqual(values)).QuickCheckThrowOnFailure();

    [Fact]
    public void An_array_that_is_not_in_the_archive_is_answered_with_the_nearest_one() => Assert.Contains(
        "there is no array \"imgs\". Did you mean \"img\"?",
        NpzArchive.Parse("a.npz", Bytes.Npz(CompressionLevel.Optimal, ("img.npy", Bytes.Npy([1], 1))))
            .Bind(archive => archive.Array("imgs")).Message(),
        StringComparison.Ordinal);

    [Fact]
    public void A_flipped_byte_in_an_archive_is_noticed()
    {
        var bytes = Bytes.Npz(CompressionLevel.NoCompression, ("x.npy", Bytes.Npy([1, 2, 3], 3)));
        bytes[bytes.AsSpan().IndexOf("NUMPY"u8) + 80] ^= 1;

        Assert.Contains("a.npz:x.npy", NpzArchive.Parse("a.npz", bytes).Message(), StringComparison.Ordinal);
    }
}
