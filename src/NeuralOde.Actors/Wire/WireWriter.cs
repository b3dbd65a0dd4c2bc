using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>Appends values to bytes, little-endian.</summary>
/// <param name="to">What is appended to.</param>
internal readonly struct WireWriter(ArrayBufferWriter<byte> to)
{
    public void Byte(byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(sizeof(int)), value);
        to.Advance(sizeof(int));
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(sizeof(long)), value);
        to.Advance(sizeof(long));
    }

    public void Double(double value) => Long(BitConverter.DoubleToInt64Bits(value));

    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Int(bytes.Length);
        to.Write(bytes);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        to.Write(value);
    }

    public void Ints(ValueArray<int> values)
    {
        Int(values.Count);
        foreach (var value in values) Int(value);
    }

    public void Doubles(ValueArray<double> values)
    {
        Int(values.Count);
        foreach (var value in values) Double(value);
    }

    public void Vector(FlatVector values)
    {
        Byte((byte)values.Precision);
        var count = values.Length * values.Precision.Bytes;
        Int(count);
        values.WriteBytes(to.GetSpan(count)[..count]);
        to.Advance(count);
    }
}
