using NeuralOde.Core.Data.Formats;
using Xunit;

namespace NeuralOde.Core.Tests.Data.Formats;

public sealed class IdxArrayTests
{
    [Theory]
    [InlineData(0x08, "01FF", new double[] { 1, 255 })]
    [InlineData(0x09, "01FF", new double[] { 1, -1 })]
    [InlineData(0x0B, "0001FFFE", new double[] { 1, -2 })]
    [InlineData(0x0C, "00000001FFFFFFFE", new double[] { 1, -2 })]
    [InlineData(0x0D, "3F800000C0000000", new double[] { 1, -2 })]
    [InlineData(0x0E, "3FF0000000000000C000000000000000", new double[] { 1, -2 })]
    public void Every_type_of_the_format_is_read(byte type, string elements, double[] expected)
    {
        var array = IdxArray.Parse("a", Bytes.Idx(type, [2, 1], Convert.FromHexString(elements))).Value();

        Assert.Equal([2, 1], array.Shape);
        Assert.Equal(expected, array.ToArray<double>());
    }

    [Theory]
    [InlineData("", "a is empty")]
    [InlineData("000008", "the bytes 000008")]
    [InlineData("01000801", "expected an idx header")]
    [InlineData("1F8B0800", "let its name end in .gz")]
    [InlineData("00000701", "the type 07")]
    [InlineData("00000801", "1 axes in 4 bytes")]
    [InlineData("0000080100000003AABB", "found 2 bytes of elements, expected 3")]
    [InlineData("0000080100000001AABB", "found 2 bytes of elements, expected 1")]
    [InlineData("00000802FFFFFFFFFFFFFFFF00", "expected at most")]
    public void A_wrong_file_is_refused_with_its_place(string bytes, string message) => Assert.Contains(
        message, IdxArray.Parse("a", Convert.FromHexString(bytes)).Message(), StringComparison.Ordinal);
}
