using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Vectors;

/// <summary>
/// Two vectors that are computed in turns: where each operation of a long formula waits for the one before,
/// those of the other vector fill the time.
/// </summary>
internal readonly record struct Pair<TVector, T>(TVector First, TVector Second) : IVector<Pair<TVector, T>, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    public static int Count
    {
        [MethodImpl(Inlined)]
        get => 2 * TVector.Count;
    }

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> Create(T value) => new(TVector.Create(value), TVector.Create(value));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> Create(double value) => new(TVector.Create(value), TVector.Create(value));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> Load(ref readonly T origin, nint offset) =>
        new(TVector.Load(in origin, offset), TVector.Load(in origin, offset + TVector.Count));

    [MethodImpl(Inlined)]
    public static void Store(Pair<TVector, T> value, ref T origin, nint offset)
    {
        TVector.Store(value.First, ref origin, offset);
        TVector.Store(value.Second, ref origin, offset + TVector.Count);
    }

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator +(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First + right.First, left.Second + right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator -(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First - right.First, left.Second - right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator *(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First * right.First, left.Second * right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator /(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First / right.First, left.Second / right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator -(Pair<TVector, T> value) => new(-value.First, -value.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator &(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First & right.First, left.Second & right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator |(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First | right.First, left.Second | right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator ^(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First ^ right.First, left.Second ^ right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator <(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First < right.First, left.Second < right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator >(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First > right.First, left.Second > right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator <=(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First <= right.First, left.Second <= right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> operator >=(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(left.First >= right.First, left.Second >= right.Second);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> Equal(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(TVector.Equal(left.First, right.First), TVector.Equal(left.Second, right.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> AtLeast(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(TVector.AtLeast(left.First, right.First), TVector.AtLeast(left.Second, right.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> AtMost(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(TVector.AtMost(left.First, right.First), TVector.AtMost(left.Second, right.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> AddBits(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(TVector.AddBits(left.First, right.First), TVector.AddBits(left.Second, right.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> SubtractBits(Pair<TVector, T> left, Pair<TVector, T> right) =>
        new(TVector.SubtractBits(left.First, right.First), TVector.SubtractBits(left.Second, right.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> Select(
        Pair<TVector, T> mask, Pair<TVector, T> then, Pair<TVector, T> otherwise) => new(
        TVector.Select(mask.First, then.First, otherwise.First),
        TVector.Select(mask.Second, then.Second, otherwise.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> FusedMultiplyAdd(
        Pair<TVector, T> left, Pair<TVector, T> right, Pair<TVector, T> addend) => new(
        TVector.FusedMultiplyAdd(left.First, right.First, addend.First),
        TVector.FusedMultiplyAdd(left.Second, right.Second, addend.Second));

    [MethodImpl(Inlined)]
    public static void AddProduct(
        Pair<TVector, T> left, Pair<TVector, T> right, ref Pair<TVector, T> sum) =>
        sum = FusedMultiplyAdd(left, right, sum);

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> Abs(Pair<TVector, T> value) =>
        new(TVector.Abs(value.First), TVector.Abs(value.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> Sqrt(Pair<TVector, T> value) =>
        new(TVector.Sqrt(value.First), TVector.Sqrt(value.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> Floor(Pair<TVector, T> value) =>
        new(TVector.Floor(value.First), TVector.Floor(value.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> ShiftLeft(Pair<TVector, T> value, int bits) =>
        new(TVector.ShiftLeft(value.First, bits), TVector.ShiftLeft(value.Second, bits));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> ShiftRight(Pair<TVector, T> value, int bits) =>
        new(TVector.ShiftRight(value.First, bits), TVector.ShiftRight(value.Second, bits));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> LoadPieces(ref readonly T origin, nint offset, nint stride)
    {
        var pieces = Math.Max(1, TVector.Count * Unsafe.SizeOf<T>() / 16);
        return new(
            TVector.LoadPieces(in origin, offset, stride),
            TVector.LoadPieces(in origin, offset + pieces * stride, stride));
    }

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> MergeLow(Pair<TVector, T> a, Pair<TVector, T> b) =>
        new(TVector.MergeLow(a.First, b.First), TVector.MergeLow(a.Second, b.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> MergeHigh(Pair<TVector, T> a, Pair<TVector, T> b) =>
        new(TVector.MergeHigh(a.First, b.First), TVector.MergeHigh(a.Second, b.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> JoinLow(Pair<TVector, T> a, Pair<TVector, T> b) =>
        new(TVector.JoinLow(a.First, b.First), TVector.JoinLow(a.Second, b.Second));

    [MethodImpl(Inlined)]
    public static Pair<TVector, T> JoinHigh(Pair<TVector, T> a, Pair<TVector, T> b) =>
        new(TVector.JoinHigh(a.First, b.First), TVector.JoinHigh(a.Second, b.Second));
}
