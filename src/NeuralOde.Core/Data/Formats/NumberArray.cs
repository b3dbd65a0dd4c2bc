using System.Numerics;
using System.Runtime.InteropServices;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data.Formats;

/// <summary>An array as it stands in a file: elements of one type, by rows.</summary>
/// <param name="Type">What the elements are.</param>
/// <param name="Shape">The axes; empty for a single number.</param>
/// <param name="Bytes">
/// The elements in the byte order of this machine; shape [Count · bytes of an element].
/// </param>
public sealed record NumberArray(ElementType Type, ValueArray<int> Shape, ValueArray<byte> Bytes)
{
    /// <summary>The number of elements.</summary>
    public int Count => Bytes.Count / Type.Bytes;

    /// <summary>The length of the first axis; 1 for a single number.</summary>
    public int Length => Shape.Count == 0 ? 1 : Shape[0];

    /// <summary>The elements of one entry of the first axis.</summary>
    public int RowSize => Shape.Skip(1).Aggregate(1, (product, axis) => product * axis);

    /// <summary>An array of a flat vector.</summary>
    /// <param name="shape">The axes; their product is the vector's length.</param>
    /// <param name="values">The elements, by rows.</param>
    /// <exception cref="ArgumentException">The product of the axes is not the length.</exception>
    public static NumberArray Of(ValueArray<int> shape, FlatVector values)
    {
        Misuse.SameLength(shape.Aggregate(1, (product, axis) => product * axis), values.Length);
        var bytes = values.ToBytes();
        var type = values.Precision is Precision.Single ? ElementType.Float32 : ElementType.Float64;
        ByteOrder.FromLittleEndian(bytes, type.Bytes);
        return new(type, shape, Rows.Frozen(bytes));
    }

    /// <summary>The elements as a flat vector of their own precision, or null when they have none.</summary>
    public FlatVector? ToVector() => Type switch
    {
        ElementType.Float32 => FlatVector.Of<float>(MemoryMarshal.Cast<byte, float>(Bytes.AsSpan())),
        ElementType.Float64 => FlatVector.Of<double>(MemoryMarshal.Cast<byte, double>(Bytes.AsSpan())),
        _ => null,
    };

    /// <summary>The elements in order, as numbers of another type; shape [Count].</summary>
    public T[] ToArray<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[Count];
        CopyTo(0, values.AsSpan());
        return values;
    }

    /// <summary>
    /// Writes the elements from <paramref name="start"/> on, rounded to <typeparamref name="T"/>.
    /// </summary>
    /// <param name="start">The first element.</param>
    /// <param name="destination">Receives as many elements as it is long.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many elements.</exception>
    public void CopyTo<T>(int start, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bytes = Bytes.AsSpan().Slice(start * Type.Bytes, destination.Length * Type.Bytes);
        switch (Type)
        {
            case ElementType.Int8: Convert<sbyte, T>(bytes, destination); break;
            case ElementType.UInt16: Convert<ushort, T>(bytes, destination); break;
            case ElementType.Int16: Convert<short, T>(bytes, destination); break;
            case ElementType.UInt32: Convert<uint, T>(bytes, destination); break;
            case ElementType.Int32: Convert<int, T>(bytes, destination); break;
            case ElementType.UInt64: Convert<ulong, T>(bytes, destination); break;
            case ElementType.Int64: Convert<long, T>(bytes, destination); break;
            case ElementType.Float16: Convert<Half, T>(bytes, destination); break;
            case ElementType.BFloat16: ConvertUpperHalves(bytes, destination); break;
            case ElementType.Float32: Convert<float, T>(bytes, destination); break;
            case ElementType.Float64: Convert<double, T>(bytes, destination); break;
            default: Convert<byte, T>(bytes, destination); break;
        }
    }

    private static void Convert<TFrom, T>(ReadOnlySpan<byte> bytes, Span<T> destination)
        where TFrom : unmanaged, INumberBase<TFrom>
        where T : unmanaged, INumberBase<T>
    {
        var from = MemoryMarshal.Cast<byte, TFrom>(bytes);
        for (var i = 0; i < destination.Length; i++) destination[i] = T.CreateSaturating(from[i]);
    }

    private static void ConvertUpperHalves<T>(ReadOnlySpan<byte> bytes, Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        var halves = MemoryMarshal.Cast<byte, ushort>(bytes);
        for (var i = 0; i < destination.Length; i++)
            destination[i] = T.CreateSaturating(BitConverter.UInt32BitsToSingle((uint)halves[i] << 16));
    }
}
