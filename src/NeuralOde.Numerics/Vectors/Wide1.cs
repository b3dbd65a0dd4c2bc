using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Vectors;

/// <summary>One number: the scalar form of every kernel, and the end of runs that fill no vector.</summary>
internal readonly record struct Wide1<T>(T Value) : IVector<Wide1<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> Create(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> Create(double value) =>
        typeof(T) == typeof(float) ? new((T)(object)(float)value) : new((T)(object)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> Load(ref readonly T origin, nint offset) =>
        new(Unsafe.Add(ref Unsafe.AsRef(in origin), offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Wide1<T> value, ref T origin, nint offset) =>
        Unsafe.Add(ref origin, offset) = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator +(Wide1<T> left, Wide1<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator -(Wide1<T> left, Wide1<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator *(Wide1<T> left, Wide1<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator /(Wide1<T> left, Wide1<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator -(Wide1<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator &(Wide1<T> left, Wide1<T> right) => OfBits(Bits(left) & Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator |(Wide1<T> left, Wide1<T> right) => OfBits(Bits(left) | Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator ^(Wide1<T> left, Wide1<T> right) => OfBits(Bits(left) ^ Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator <(Wide1<T> left, Wide1<T> right) => Mask(left.Value < right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator >(Wide1<T> left, Wide1<T> right) => Mask(left.Value > right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator <=(Wide1<T> left, Wide1<T> right) => Mask(left.Value <= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> operator >=(Wide1<T> left, Wide1<T> right) => Mask(left.Value >= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> Equal(Wide1<T> left, Wide1<T> right) => Mask(left.Value == right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> Select(Wide1<T> mask, Wide1<T> then, Wide1<T> otherwise) =>
        Bits(mask) != 0 ? then : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> FusedMultiplyAdd(Wide1<T> left, Wide1<T> right, Wide1<T> addend) =>
        new(T.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(Wide1<T> left, Wide1<T> right, ref Wide1<T> sum) =>
        sum = FusedMultiplyAdd(left, right, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> AtMost(Wide1<T> value, Wide1<T> limit) => limit.Value < value.Value ? limit : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> AtLeast(Wide1<T> value, Wide1<T> limit) => limit.Value > value.Value ? limit : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> Abs(Wide1<T> value) => new(T.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> Sqrt(Wide1<T> value) => new(T.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> Floor(Wide1<T> value) => new(T.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> AddBits(Wide1<T> left, Wide1<T> right) => OfBits(Bits(left) + Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> SubtractBits(Wide1<T> left, Wide1<T> right) => OfBits(Bits(left) - Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> ShiftLeft(Wide1<T> value, int bits) => OfBits(Bits(value) << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> ShiftRight(Wide1<T> value, int bits) => OfBits(Bits(value) >> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> LoadPieces(ref readonly T origin, nint offset, nint stride) => Load(in origin, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> MergeLow(Wide1<T> a, Wide1<T> b) => a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> MergeHigh(Wide1<T> a, Wide1<T> b) => b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> JoinLow(Wide1<T> a, Wide1<T> b) => a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide1<T> JoinHigh(Wide1<T> a, Wide1<T> b) => b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide1<T> Mask(bool holds) => OfBits(holds ? -1L : 0L);

    /// <summary>The bit pattern; that of a float with its sign repeated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Bits(Wide1<T> x) => typeof(T) == typeof(float)
        ? BitConverter.SingleToInt32Bits((float)(object)x.Value)
        : BitConverter.DoubleToInt64Bits((double)(object)x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide1<T> OfBits(long bits) => typeof(T) == typeof(float)
        ? new((T)(object)BitConverter.Int32BitsToSingle((int)bits))
        : new((T)(object)BitConverter.Int64BitsToDouble(bits));
}
