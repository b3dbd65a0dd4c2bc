using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NeuralOde.Numerics.Vectors;

/// <summary>256 bits of numbers.</summary>
internal readonly record struct Wide256<T>(Vector256<T> Value) : IVector<Wide256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Vector256<T> Value = Value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Create(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Create(double value) => typeof(T) == typeof(float)
        ? new(Vector256.Create((float)value).As<float, T>())
        : new(Vector256.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Load(ref readonly T origin, nint offset) =>
        new(Vector256.LoadUnsafe(in origin, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Wide256<T> value, ref T origin, nint offset) =>
        value.Value.StoreUnsafe(ref origin, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator +(Wide256<T> left, Wide256<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator -(Wide256<T> left, Wide256<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator *(Wide256<T> left, Wide256<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator /(Wide256<T> left, Wide256<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator -(Wide256<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator &(Wide256<T> left, Wide256<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator |(Wide256<T> left, Wide256<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator ^(Wide256<T> left, Wide256<T> right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator <(Wide256<T> left, Wide256<T> right) =>
        new(Vector256.LessThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator >(Wide256<T> left, Wide256<T> right) =>
        new(Vector256.GreaterThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator <=(Wide256<T> left, Wide256<T> right) =>
        new(Vector256.LessThanOrEqual(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator >=(Wide256<T> left, Wide256<T> right) =>
        new(Vector256.GreaterThanOrEqual(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Equal(Wide256<T> left, Wide256<T> right) =>
        new(Vector256.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Select(Wide256<T> mask, Wide256<T> then, Wide256<T> otherwise) =>
        new(Vector256.ConditionalSelect(mask.Value, then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> FusedMultiplyAdd(Wide256<T> left, Wide256<T> right, Wide256<T> addend) =>
        new(Fused(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(Wide256<T> left, Wide256<T> right, ref Wide256<T> sum) =>
        Unsafe.AsRef(in sum.Value) = Fused(left.Value, right.Value, sum.Value);

    // The native forms give their second argument where either is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> AtMost(Wide256<T> value, Wide256<T> limit) =>
        new(Vector256.MinNative(limit.Value, value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> AtLeast(Wide256<T> value, Wide256<T> limit) =>
        new(Vector256.MaxNative(limit.Value, value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Abs(Wide256<T> value) => new(Vector256.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Sqrt(Wide256<T> value) => new(Vector256.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Floor(Wide256<T> value) => typeof(T) == typeof(float)
        ? new(Vector256.Floor(value.Value.AsSingle()).As<float, T>())
        : new(Vector256.Floor(value.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> AddBits(Wide256<T> left, Wide256<T> right) => typeof(T) == typeof(float)
        ? new((left.Value.AsInt32() + right.Value.AsInt32()).As<int, T>())
        : new((left.Value.AsInt64() + right.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> SubtractBits(Wide256<T> left, Wide256<T> right) => typeof(T) == typeof(float)
        ? new((left.Value.AsInt32() - right.Value.AsInt32()).As<int, T>())
        : new((left.Value.AsInt64() - right.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> ShiftLeft(Wide256<T> value, int bits) => typeof(T) == typeof(float)
        ? new((value.Value.AsInt32() << bits).As<int, T>())
        : new((value.Value.AsInt64() << bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> ShiftRight(Wide256<T> value, int bits) => typeof(T) == typeof(float)
        ? new((value.Value.AsInt32() >> bits).As<int, T>())
        : new((value.Value.AsInt64() >> bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> LoadPieces(ref readonly T origin, nint offset, nint stride)
    {
        ref var first = ref Unsafe.Add(ref Unsafe.AsRef(in origin), offset);
        return new(Vector128.LoadUnsafe(in first).ToVector256Unsafe()
            .WithUpper(Vector128.LoadUnsafe(in Unsafe.Add(ref first, stride))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> MergeLow(Wide256<T> a, Wide256<T> b) => typeof(T) != typeof(float)
        ? JoinLow(a, b)
        : Avx.IsSupported
            ? new(Avx.UnpackLow(a.Value.AsSingle(), b.Value.AsSingle()).As<float, T>())
            : Both(Wide128<T>.MergeLow(Lower(a), Lower(b)), Wide128<T>.MergeLow(Upper(a), Upper(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> MergeHigh(Wide256<T> a, Wide256<T> b) => typeof(T) != typeof(float)
        ? JoinHigh(a, b)
        : Avx.IsSupported
            ? new(Avx.UnpackHigh(a.Value.AsSingle(), b.Value.AsSingle()).As<float, T>())
            : Both(Wide128<T>.MergeHigh(Lower(a), Lower(b)), Wide128<T>.MergeHigh(Upper(a), Upper(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> JoinLow(Wide256<T> a, Wide256<T> b) => Avx.IsSupported
        ? new(Avx.UnpackLow(a.Value.AsDouble(), b.Value.AsDouble()).As<double, T>())
        : Both(Wide128<T>.JoinLow(Lower(a), Lower(b)), Wide128<T>.JoinLow(Upper(a), Upper(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> JoinHigh(Wide256<T> a, Wide256<T> b) => Avx.IsSupported
        ? new(Avx.UnpackHigh(a.Value.AsDouble(), b.Value.AsDouble()).As<double, T>())
        : Both(Wide128<T>.JoinHigh(Lower(a), Lower(b)), Wide128<T>.JoinHigh(Upper(a), Upper(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide256<T> Both(Wide128<T> lower, Wide128<T> upper) =>
        new(Vector256.Create(lower.Value, upper.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide128<T> Lower(Wide256<T> value) => new(value.Value.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide128<T> Upper(Wide256<T> value) => new(value.Value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fused(Vector256<T> left, Vector256<T> right, Vector256<T> addend) =>
        typeof(T) == typeof(float)
            ? Vector256.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
            : Vector256.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
}
