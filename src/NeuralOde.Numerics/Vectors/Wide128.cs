using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NeuralOde.Numerics.Vectors;

/// <summary>128 bits of numbers.</summary>
internal readonly record struct Wide128<T>(Vector128<T> Value) : IVector<Wide128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Vector128<T> Value = Value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Create(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Create(double value) => typeof(T) == typeof(float)
        ? new(Vector128.Create((float)value).As<float, T>())
        : new(Vector128.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Load(ref readonly T origin, nint offset) =>
        new(Vector128.LoadUnsafe(in origin, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Wide128<T> value, ref T origin, nint offset) =>
        value.Value.StoreUnsafe(ref origin, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator +(Wide128<T> left, Wide128<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator -(Wide128<T> left, Wide128<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator *(Wide128<T> left, Wide128<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator /(Wide128<T> left, Wide128<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator -(Wide128<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator &(Wide128<T> left, Wide128<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator |(Wide128<T> left, Wide128<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator ^(Wide128<T> left, Wide128<T> right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator <(Wide128<T> left, Wide128<T> right) =>
        new(Vector128.LessThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator >(Wide128<T> left, Wide128<T> right) =>
        new(Vector128.GreaterThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator <=(Wide128<T> left, Wide128<T> right) =>
        new(Vector128.LessThanOrEqual(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator >=(Wide128<T> left, Wide128<T> right) =>
        new(Vector128.GreaterThanOrEqual(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Equal(Wide128<T> left, Wide128<T> right) =>
        new(Vector128.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Select(Wide128<T> mask, Wide128<T> then, Wide128<T> otherwise) =>
        new(Vector128.ConditionalSelect(mask.Value, then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> FusedMultiplyAdd(Wide128<T> left, Wide128<T> right, Wide128<T> addend) =>
        new(Fused(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(Wide128<T> left, Wide128<T> right, ref Wide128<T> sum) =>
        Unsafe.AsRef(in sum.Value) = Fused(left.Value, right.Value, sum.Value);

    // The native forms give their second argument where either is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> AtMost(Wide128<T> value, Wide128<T> limit) =>
        new(Vector128.MinNative(limit.Value, value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> AtLeast(Wide128<T> value, Wide128<T> limit) =>
        new(Vector128.MaxNative(limit.Value, value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Abs(Wide128<T> value) => new(Vector128.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Sqrt(Wide128<T> value) => new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Floor(Wide128<T> value) => typeof(T) == typeof(float)
        ? new(Vector128.Floor(value.Value.AsSingle()).As<float, T>())
        : new(Vector128.Floor(value.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> AddBits(Wide128<T> left, Wide128<T> right) => typeof(T) == typeof(float)
        ? new((left.Value.AsInt32() + right.Value.AsInt32()).As<int, T>())
        : new((left.Value.AsInt64() + right.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> SubtractBits(Wide128<T> left, Wide128<T> right) => typeof(T) == typeof(float)
        ? new((left.Value.AsInt32() - right.Value.AsInt32()).As<int, T>())
        : new((left.Value.AsInt64() - right.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> ShiftLeft(Wide128<T> value, int bits) => typeof(T) == typeof(float)
        ? new((value.Value.AsInt32() << bits).As<int, T>())
        : new((value.Value.AsInt64() << bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> ShiftRight(Wide128<T> value, int bits) => typeof(T) == typeof(float)
        ? new((value.Value.AsInt32() >> bits).As<int, T>())
        : new((value.Value.AsInt64() >> bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> LoadPieces(ref readonly T origin, nint offset, nint stride) => Load(in origin, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> MergeLow(Wide128<T> a, Wide128<T> b) => typeof(T) != typeof(float)
        ? JoinLow(a, b)
        : Sse.IsSupported
            ? new(Sse.UnpackLow(a.Value.AsSingle(), b.Value.AsSingle()).As<float, T>())
            : ByTurns(a.Value.AsSingle(), b.Value.AsSingle(), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> MergeHigh(Wide128<T> a, Wide128<T> b) => typeof(T) != typeof(float)
        ? JoinHigh(a, b)
        : Sse.IsSupported
            ? new(Sse.UnpackHigh(a.Value.AsSingle(), b.Value.AsSingle()).As<float, T>())
            : ByTurns(a.Value.AsSingle(), b.Value.AsSingle(), 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> JoinLow(Wide128<T> a, Wide128<T> b) =>
        new(Vector128.Create(a.Value.GetLower(), b.Value.GetLower()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> JoinHigh(Wide128<T> a, Wide128<T> b) =>
        new(Vector128.Create(a.Value.GetUpper(), b.Value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide128<T> ByTurns(Vector128<float> a, Vector128<float> b, int from) =>
        new(Vector128.Create(a[from], b[from], a[from + 1], b[from + 1]).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Fused(Vector128<T> left, Vector128<T> right, Vector128<T> addend) =>
        typeof(T) == typeof(float)
            ? Vector128.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
            : Vector128.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
}
