using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>Takes values off bytes that nobody can be trusted to have written well.</summary>
/// <remarks>After the first thing that cannot be, every further value is 0 or empty, and <see cref="IsGood"/>
/// stays false: so a reader is asked once, at its end. Nothing is allocated that the bytes do not
/// hold.</remarks>
internal ref struct WireReaderWorkspace(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Whether all was as it must be so far.</summary>
    public bool IsGood { get; private set; } = true;

    /// <summary>The bytes taken.</summary>
    public int Position { get; private set; }

    /// <summary>Whether all was good, and nothing is left.</summary>
    public readonly bool IsAtEnd => IsGood && Position == _bytes.Length;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public int Int() => Take(sizeof(int)) is { IsEmpty: false } taken
        ? BinaryPrimitives.ReadInt32LittleEndian(taken)
        : 0;

    public long Long() => Take(sizeof(long)) is { IsEmpty: false } taken
        ? BinaryPrimitives.ReadInt64LittleEndian(taken)
        : 0;

    public double Double() => BitConverter.Int64BitsToDouble(Long());

    public string Text() => Encoding.UTF8.GetString(Block());

    public ValueArray<byte> Bytes() => ValueArray.Of(Block());

    public ReadOnlySpan<byte> Block() => Take(Int());

    /// <summary>The number of things that follow, each of at least so many bytes.</summary>
    public int Count(int leastBytes)
    {
        var count = Int();
        return Demand(count >= 0 && count <= (_bytes.Length - Position) / leastBytes) ? count : 0;
    }

    public ValueArray<int> Ints()
    {
        var values = new int[Count(sizeof(int))];
        for (var i = 0; i < values.Length; i++) values[i] = Int();
        return new(ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    public ValueArray<double> Doubles()
    {
        var values = new double[Count(sizeof(double))];
        for (var i = 0; i < values.Length; i++) values[i] = Double();
        return new(ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    public FlatVector Vector()
    {
        var precision = (Precision)Byte();
        var block = Block();
        var isWhole =
            precision is Precision.Single or Precision.Double && block.Length % precision.Bytes == 0;
        return Demand(isWhole)
            ? FlatVector.FromBytes(precision, block)
            : FlatVector.Zeros(Precision.Single, 0);
    }

    /// <summary>Notes whether something is as it must be.</summary>
    public bool Demand(bool holds) => IsGood &= holds;

    private ReadOnlySpan<byte> Take(int count)
    {
        if (!Demand(count >= 0 && count <= _bytes.Length - Position)) return [];
        Position += count;
        return _bytes.Slice(Position - count, count);
    }
}
