using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Values;

/// <summary>
/// A flat run of numbers whose precision is known when the program runs; it
/// never changes, and equals by bits.
/// </summary>
/// <remarks>
/// Parameters, gradients and optimiser states travel as flat vectors through actors, messages and files.
/// </remarks>
public sealed record FlatVector
{
    private readonly ValueArray<byte> _bytes;

    private FlatVector(Precision precision, byte[] bytes)
    {
        Precision = precision;
        _bytes = new(ImmutableCollectionsMarshal.AsImmutableArray(bytes));
    }

    /// <summary>The type of the numbers.</summary>
    public Precision Precision { get; }

    /// <summary>The number of numbers.</summary>
    public int Length => _bytes.Count / Precision.Bytes;

    /// <summary>A copy of <paramref name="values"/>; shape [values].</summary>
    public static FlatVector Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Precisions.Of<T>(), MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A vector of zeros.</summary>
    /// <exception cref="ArgumentException"><paramref name="length"/> is negative.</exception>
    public static FlatVector Zeros(Precision precision, int length) =>
        new(precision, Room(precision, length));

    /// <summary>A vector that <paramref name="fill"/> writes, without a copy.</summary>
    /// <param name="length">The number of numbers.</param>
    /// <param name="argument">What is handed to <paramref name="fill"/>.</param>
    /// <param name="fill">Writes the numbers, which are 0 before; shape [length].</param>
    /// <exception cref="ArgumentException"><paramref name="length"/> is negative.</exception>
    public static FlatVector Filled<T, TArgument>(
        int length, TArgument argument, SpanAction<T, TArgument> fill)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TArgument : allows ref struct
    {
        var precision = Precisions.Of<T>();
        var bytes = Room(precision, length);
        fill(MemoryMarshal.Cast<byte, T>(bytes.AsSpan()), argument);
        return new(precision, bytes);
    }

    /// <summary>The vector that <see cref="ToBytes"/> wrote.</summary>
    /// <param name="precision">The type of the numbers.</param>
    /// <param name="bytes">The numbers, little-endian.</param>
    /// <exception cref="ArgumentException">The bytes are no whole number of numbers.</exception>
    public static FlatVector FromBytes(Precision precision, ReadOnlySpan<byte> bytes)
    {
        Misuse.Unless(
            bytes.Length % precision.Bytes == 0,
            $"{bytes.Length} bytes are no whole number of {precision.Bytes}-byte numbers.");
        return new(precision, InOrderOfMachine(precision, bytes));
    }

    /// <summary>The numbers, for a kernel to read; shape [Length].</summary>
    /// <exception cref="ArgumentException">
    /// <typeparamref name="T"/> is not the type of the numbers.
    /// </exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.Unless(
            Precisions.Of<T>() == Precision,
            $"A vector of precision {Precision} was read as {typeof(T).Name}.");
        return MemoryMarshal.Cast<byte, T>(_bytes.AsSpan());
    }

    /// <summary>The numbers from <paramref name="start"/> on, <paramref name="length"/> of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    public FlatVector Slice(int start, int length) =>
        new(Precision, _bytes.AsSpan().Slice(start * Precision.Bytes, length * Precision.Bytes).ToArray());

    /// <summary>The numbers of several vectors, one after the other.</summary>
    /// <param name="parts">The vectors, of one precision; at least one.</param>
    /// <exception cref="ArgumentException">There is none, or the precisions differ.</exception>
    public static FlatVector Joined(IReadOnlyList<FlatVector> parts)
    {
        Misuse.Unless(parts.Count > 0, "Joining vectors needs at least one.");
        if (parts.Count == 1) return parts[0];
        var precision = parts[0].Precision;
        Misuse.Unless(
            parts.All(part => part.Precision == precision),
            "Vectors of different precisions cannot be joined.");
        var bytes = Room(precision, parts.Sum(part => part.Length));
        var begin = 0;
        foreach (var part in parts)
        {
            part._bytes.AsSpan().CopyTo(bytes.AsSpan(begin));
            begin += part._bytes.Count;
        }

        return new(precision, bytes);
    }

    /// <summary>A copy, whose numbers may be written until it is handed on.</summary>
    /// <param name="numbers">The numbers of the copy; shape [Length].</param>
    internal FlatVector Copy<T>(out Span<T> numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bytes = MemoryMarshal.AsBytes(AsSpan<T>()).ToArray();
        numbers = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        return new(Precision, bytes);
    }

    /// <summary>The numbers as little-endian bytes; the same on every machine.</summary>
    public byte[] ToBytes() => InOrderOfMachine(Precision, _bytes.AsSpan());

    /// <summary>Writes what <see cref="ToBytes"/> gives to where there is room for it.</summary>
    /// <param name="destination">Receives the bytes; shape [Length · bytes of a number].</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void WriteBytes(Span<byte> destination)
    {
        Misuse.SameLength(_bytes.Count, destination.Length);
        _bytes.AsSpan().CopyTo(destination);
        ByteOrder.FromLittleEndian(destination, Precision.Bytes);
    }

    /// <summary>The sum of two vectors, number by number.</summary>
    /// <exception cref="ArgumentException">The lengths or precisions differ.</exception>
    public FlatVector Add(FlatVector other)
    {
        Misuse.SameLength(Length, other.Length);
        return Precision is Precision.Single ? Add<float>(other) : Add<double>(other);
    }

    /// <summary>The same numbers, rounded to another precision where they must be.</summary>
    public FlatVector To(Precision precision) => (Precision, precision) switch
    {
        (Precision.Single, Precision.Double) => Convert<float, double>(),
        (Precision.Double, Precision.Single) => Convert<double, float>(),
        _ => this,
    };

    /// <summary>Same precision and the same bits.</summary>
    public bool Equals(FlatVector? other) =>
        other is not null && Precision == other.Precision && _bytes == other._bytes;

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_bytes.AsSpan());
        return hash.ToHashCode();
    }

    private FlatVector Add<T>(FlatVector other)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Filled<T, (FlatVector X, FlatVector Y)>(Length, (this, other), static (sum, terms) =>
            TensorPrimitives.Add(terms.X.AsSpan<T>(), terms.Y.AsSpan<T>(), sum));

    private FlatVector Convert<TFrom, TTo>()
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo> =>
        Filled<TTo, FlatVector>(Length, this, static (converted, source) =>
        {
            var x = source.AsSpan<TFrom>();
            for (var i = 0; i < converted.Length; i++) converted[i] = TTo.CreateChecked(x[i]);
        });

    private static byte[] Room(Precision precision, int length)
    {
        Misuse.Unless(length >= 0, $"A vector cannot have {length} numbers.");
        return new byte[checked(length * precision.Bytes)];
    }

    private static byte[] InOrderOfMachine(Precision precision, ReadOnlySpan<byte> littleEndian)
    {
        var bytes = littleEndian.ToArray();
        ByteOrder.FromLittleEndian(bytes, precision.Bytes);
        return bytes;
    }
}
