using System.Numerics;

namespace NeuralOde.Numerics.Vectors;

/// <summary>
/// A few numbers side by side that are computed together: one text of a kernel serves every width. Every
/// operation is rounded once and in one way, so all widths give the same bits.
/// </summary>
/// <typeparam name="TSelf">The vector itself.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal interface IVector<TSelf, T>
    where TSelf : struct, IVector<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many numbers there are.</summary>
    static abstract int Count { get; }

    /// <summary>The same number everywhere.</summary>
    static abstract TSelf Create(T value);

    /// <summary>The same constant everywhere, rounded to T.</summary>
    static abstract TSelf Create(double value);

    /// <summary>The numbers at an offset from a place in memory.</summary>
    static abstract TSelf Load(ref readonly T origin, nint offset);

    /// <summary>Writes the numbers at an offset from a place in memory.</summary>
    static abstract void Store(TSelf value, ref T origin, nint offset);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    /// <summary>Bit by bit, as are | and ^.</summary>
    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator |(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>A mask: all bits set where it holds.</summary>
    static abstract TSelf operator <(TSelf left, TSelf right);

    static abstract TSelf operator >(TSelf left, TSelf right);

    static abstract TSelf operator <=(TSelf left, TSelf right);

    static abstract TSelf operator >=(TSelf left, TSelf right);

    /// <summary>A mask where the numbers are equal; NaN equals nothing.</summary>
    static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary>One where the mask is set, the other elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf then, TSelf otherwise);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>sum += left · right, rounded once, where the sum stands.</summary>
    /// <remarks>
    /// The compiler holds what a method returns in a register of its own, and moves it: one more instruction for
    /// each product.
    /// </remarks>
    static abstract void AddProduct(TSelf left, TSelf right, ref TSelf sum);

    /// <summary>The value, or the limit if that is smaller; NaN stays NaN.</summary>
    static abstract TSelf AtMost(TSelf value, TSelf limit);

    /// <summary>The value, or the limit if that is larger; NaN stays NaN.</summary>
    static abstract TSelf AtLeast(TSelf value, TSelf limit);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf Floor(TSelf value);

    /// <summary>The sum of the bit patterns as whole numbers.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>The difference of the bit patterns as whole numbers.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    /// <summary>The bit patterns moved up.</summary>
    static abstract TSelf ShiftLeft(TSelf value, int bits);

    /// <summary>The bit patterns moved down; the highest bit is repeated.</summary>
    static abstract TSelf ShiftRight(TSelf value, int bits);

    /// <summary>Pieces of 128 bits that stand apart by a stride; one number is one piece.</summary>
    static abstract TSelf LoadPieces(ref readonly T origin, nint offset, nint stride);

    /// <summary>The lower 64 bits of each piece of both, single numbers by turns: a0 b0 a1 b1.</summary>
    static abstract TSelf MergeLow(TSelf a, TSelf b);

    /// <summary>The same of the upper 64 bits.</summary>
    static abstract TSelf MergeHigh(TSelf a, TSelf b);

    /// <summary>The lower 64 bits of each piece of both, one behind the other.</summary>
    static abstract TSelf JoinLow(TSelf a, TSelf b);

    /// <summary>The same of the upper 64 bits.</summary>
    static abstract TSelf JoinHigh(TSelf a, TSelf b);
}
