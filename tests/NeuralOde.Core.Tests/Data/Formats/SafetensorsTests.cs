using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Data.Formats;

public sealed class SafetensorsTests
{
    [Fact]
    public void Tensors_and_texts_survive_the_file() => Prop.ForAll<double[], float[], NonNull<string>>((wide, narrow, text) =>
    {
        var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
        var written = new Safetensors(
            [
                new("a", NumberArray.Of([wide.Length, 1], FlatVector.Of<double>(wide))),
                new("b", NumberArray.Of([narrow.Length], FlatVector.Of<float>(narrow))),
            ],
            [new("text", wellFormed)]);

        var read = Safetensors.Read("m", written.Write()).Value();

        return read.Tensors == written.Tensors && read.Text("m", "text").Value() == wellFormed;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_flipped_bit_that_changes_tensors_or_texts_is_noticed()
    {
        var bytes = Bytes.Safetensors();
        var whole = Safetensors.Read("m", bytes).Value();

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.True(Safetensors.Read("m", flipped).Match(
                same => same.Tensors == whole.Tensors && same.Metadata[0] == whole.Metadata[0], _ => true));
        }
    }

    [Fact]
    public void Every_cut_and_every_addition_is_noticed()
    {
        var bytes = Bytes.Safetensors();

        for (var length = 0; length < bytes.Length; length++)
            Assert.NotEmpty(Safetensors.Read("m", bytes.AsSpan(0, length)).Message());
        Assert.NotEmpty(Safetensors.Read("m", [.. bytes, 0]).Message());
    }

    [Fact]
    public void A_file_that_others_wrote_needs_no_checksum()
    {
        var read = Safetensors.Read(
            "m", File("{\"w\":{\"shape\":[2],\"data_offsets\":[0,4],\"dtype\":\"BF16\"}}", "803F00C0"));

        Assert.Equal([1.0, -2.0], read.Bind(content => content.Tensor("m", "w")).Value().ToArray<double>());
    }

    [Theory]
    [InlineData("[]", "no JSON object")]
    [InlineData("{\"w\":1}", "without exactly dtype, shape and data_offsets")]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}", "no JSON at letter")]
    [InlineData("{\"w\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}", "of type \"F99\"")]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "of shape [2] in 4 bytes")]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", "no whole numbers")]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "where 0 is the end of the one before")]
    [InlineData("{\"w\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}", "found 4 bytes of tensors, expected 3")]
    [InlineData("{\"w\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]}}", "cut off")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", "no object of texts")]
    [InlineData("{\"w\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"w\":{\"dtype\":\"U8\",\"shape\":[2],"
        + "\"data_offsets\":[2,4]}}", "the tensor \"w\" is there twice")]
    public void A_wrong_header_is_refused_by_name(string header, string message) => Assert.Contains(
        message, Safetensors.Read("m", File(header, "00000000")).Message(), StringComparison.Ordinal);

    private static byte[] File(string header, string tensors)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. Convert.FromHexString(tensors)];
    }
}
