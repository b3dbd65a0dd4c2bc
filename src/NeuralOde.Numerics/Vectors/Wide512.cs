using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NeuralOde.Numerics.Vectors;

/// <summary>512 bits of numbers.</summary>
internal readonly record struct Wide512<T>(Vector512<T> Value) : IVector<Wide512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Vector512<T> Value = Value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Create(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Create(double value) => typeof(T) == typeof(float)
        ? new(Vector512.Create((float)value).As<float, T>())
        : new(Vector512.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Load(ref readonly T origin, nint offset) =>
        new(Vector512.LoadUnsafe(in origin, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Wide512<T> value, ref T origin, nint offset) =>
        value.Value.StoreUnsafe(ref origin, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator +(Wide512<T> left, Wide512<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator -(Wide512<T> left, Wide512<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator *(Wide512<T> left, Wide512<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator /(Wide512<T> left, Wide512<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator -(Wide512<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator &(Wide512<T> left, Wide512<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator |(Wide512<T> left, Wide512<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator ^(Wide512<T> left, Wide512<T> right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator <(Wide512<T> left, Wide512<T> right) =>
        new(Vector512.LessThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator >(Wide512<T> left, Wide512<T> right) =>
        new(Vector512.GreaterThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator <=(Wide512<T> left, Wide512<T> right) =>
        new(Vector512.LessThanOrEqual(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator >=(Wide512<T> left, Wide512<T> right) =>
        new(Vector512.GreaterThanOrEqual(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Equal(Wide512<T> left, Wide512<T> right) =>
        new(Vector512.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Select(Wide512<T> mask, Wide512<T> then, Wide512<T> otherwise) =>
        new(Vector512.ConditionalSelect(mask.Value, then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> FusedMultiplyAdd(Wide512<T> left, Wide512<T> right, Wide512<T> addend) =>
        new(Fused(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(Wide512<T> left, Wide512<T> right, ref Wide512<T> sum) =>
        Unsafe.AsRef(in sum.Value) = Fused(left.Value, right.Value, sum.Value);

    // The native forms give their second argument where either is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> AtMost(Wide512<T> value, Wide512<T> limit) =>
        new(Vector512.MinNative(limit.Value, value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> AtLeast(Wide512<T> value, Wide512<T> limit) =>
        new(Vector512.MaxNative(limit.Value, value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Abs(Wide512<T> value) => new(Vector512.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Sqrt(Wide512<T> value) => new(Vector512.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Floor(Wide512<T> value) => typeof(T) == typeof(float)
        ? new(Vector512.Floor(value.Value.AsSingle()).As<float, T>())
        : new(Vector512.Floor(value.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> AddBits(Wide512<T> left, Wide512<T> right) => typeof(T) == typeof(float)
        ? new((left.Value.AsInt32() + right.Value.AsInt32()).As<int, T>())
        : new((left.Value.AsInt64() + right.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> SubtractBits(Wide512<T> left, Wide512<T> right) => typeof(T) == typeof(float)
        ? new((left.Value.AsInt32() - right.Value.AsInt32()).As<int, T>())
        : new((left.Value.AsInt64() - right.Value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> ShiftLeft(Wide512<T> value, int bits) => typeof(T) == typeof(float)
        ? new((value.Value.AsInt32() << bits).As<int, T>())
        : new((value.Value.AsInt64() << bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> ShiftRight(Wide512<T> value, int bits) => typeof(T) == typeof(float)
        ? new((value.Value.AsInt32() >> bits).As<int, T>())
        : new((value.Value.AsInt64() >> bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> LoadPieces(ref readonly T origin, nint offset, nint stride)
    {
        if (!Avx512F.IsSupported)
        {
            return Both(
                Wide256<T>.LoadPieces(in origin, offset, stride),
                Wide256<T>.LoadPieces(in origin, offset + 2 * stride, stride));
        }

        // Inserted from memory, pieces do not wait for the one unit that moves numbers between registers.
        ref var first = ref Unsafe.Add(ref Unsafe.AsRef(in origin), offset);
        var (second, third, fourth) = (stride, 2 * stride, 3 * stride);
        var all = Vector128.LoadUnsafe(in first).AsSingle().ToVector256Unsafe().ToVector512Unsafe();
        all = Avx512F.InsertVector128(all, Vector128.LoadUnsafe(in Unsafe.Add(ref first, second)).AsSingle(), 1);
        all = Avx512F.InsertVector128(all, Vector128.LoadUnsafe(in Unsafe.Add(ref first, third)).AsSingle(), 2);
        all = Avx512F.InsertVector128(all, Vector128.LoadUnsafe(in Unsafe.Add(ref first, fourth)).AsSingle(), 3);
        return new(all.As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> MergeLow(Wide512<T> a, Wide512<T> b) => typeof(T) != typeof(float)
        ? JoinLow(a, b)
        : Avx512F.IsSupported
            ? new(Avx512F.UnpackLow(a.Value.AsSingle(), b.Value.AsSingle()).As<float, T>())
            : Both(Wide256<T>.MergeLow(Lower(a), Lower(b)), Wide256<T>.MergeLow(Upper(a), Upper(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> MergeHigh(Wide512<T> a, Wide512<T> b) => typeof(T) != typeof(float)
        ? JoinHigh(a, b)
        : Avx512F.IsSupported
            ? new(Avx512F.UnpackHigh(a.Value.AsSingle(), b.Value.AsSingle()).As<float, T>())
            : Both(Wide256<T>.MergeHigh(Lower(a), Lower(b)), Wide256<T>.MergeHigh(Upper(a), Upper(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> JoinLow(Wide512<T> a, Wide512<T> b) => Avx512F.IsSupported
        ? new(Avx512F.UnpackLow(a.Value.AsDouble(), b.Value.AsDouble()).As<double, T>())
        : Both(Wide256<T>.JoinLow(Lower(a), Lower(b)), Wide256<T>.JoinLow(Upper(a), Upper(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> JoinHigh(Wide512<T> a, Wide512<T> b) => Avx512F.IsSupported
        ? new(Avx512F.UnpackHigh(a.Value.AsDouble(), b.Value.AsDouble()).As<double, T>())
        : Both(Wide256<T>.JoinHigh(Lower(a), Lower(b)), Wide256<T>.JoinHigh(Upper(a), Upper(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide512<T> Both(Wide256<T> lower, Wide256<T> upper) =>
        new(Vector512.Create(lower.Value, upper.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide256<T> Lower(Wide512<T> value) => new(value.Value.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide256<T> Upper(Wide512<T> value) => new(value.Value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Fused(Vector512<T> left, Vector512<T> right, Vector512<T> addend) =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
}
