using System.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// A vector that computes nothing, but keeps what is done with it: an operator of the kernels applied to it
/// gives the formula of that operator.
/// </summary>
internal readonly record struct Recorded<T>(Formula Formula) : IVector<Recorded<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => throw new NotSupportedException("A recorded vector has no width.");

    public static Recorded<T> Create(T value) => Create(double.CreateTruncating(value));

    public static Recorded<T> Create(double value) => new(new Formula.Constant(value));

    public static Recorded<T> Load(ref readonly T origin, nint offset) => throw NotElementwise();

    public static void Store(Recorded<T> value, ref T origin, nint offset) => throw NotElementwise();

    public static Recorded<T> operator +(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.Add, left, right);

    public static Recorded<T> operator -(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.Subtract, left, right);

    public static Recorded<T> operator *(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.Multiply, left, right);

    public static Recorded<T> operator /(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.Divide, left, right);

    public static Recorded<T> operator -(Recorded<T> value) => Of(VectorOperation.Negate, value);

    public static Recorded<T> operator &(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.And, left, right);

    public static Recorded<T> operator |(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.Or, left, right);

    public static Recorded<T> operator ^(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.Xor, left, right);

    public static Recorded<T> operator <(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.Less, left, right);

    public static Recorded<T> operator >(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.Greater, left, right);

    public static Recorded<T> operator <=(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.LessOrEqual, left, right);

    public static Recorded<T> operator >=(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.GreaterOrEqual, left, right);

    public static Recorded<T> Equal(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.Equal, left, right);

    public static Recorded<T> Select(Recorded<T> mask, Recorded<T> then, Recorded<T> otherwise) =>
        Of(VectorOperation.Select, mask, then, otherwise);

    public static Recorded<T> FusedMultiplyAdd(Recorded<T> left, Recorded<T> right, Recorded<T> addend) =>
        Of(VectorOperation.MultiplyAdd, left, right, addend);

    public static void AddProduct(Recorded<T> left, Recorded<T> right, ref Recorded<T> sum) =>
        sum = FusedMultiplyAdd(left, right, sum);

    public static Recorded<T> AtMost(Recorded<T> value, Recorded<T> limit) =>
        Of(VectorOperation.Smaller, limit, value);

    public static Recorded<T> AtLeast(Recorded<T> value, Recorded<T> limit) =>
        Of(VectorOperation.Larger, limit, value);

    public static Recorded<T> Abs(Recorded<T> value) => Of(VectorOperation.Abs, value);

    public static Recorded<T> Sqrt(Recorded<T> value) => Of(VectorOperation.Sqrt, value);

    public static Recorded<T> Floor(Recorded<T> value) => Of(VectorOperation.Floor, value);

    public static Recorded<T> AddBits(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.AddBits, left, right);

    public static Recorded<T> SubtractBits(Recorded<T> left, Recorded<T> right) =>
        Of(VectorOperation.SubtractBits, left, right);

    public static Recorded<T> ShiftLeft(Recorded<T> value, int bits) =>
        new(new Formula.Shifted(VectorOperation.ShiftLeft, value.Formula, bits));

    public static Recorded<T> ShiftRight(Recorded<T> value, int bits) =>
        new(new Formula.Shifted(VectorOperation.ShiftRight, value.Formula, bits));

    public static Recorded<T> LoadPieces(ref readonly T origin, nint offset, nint stride) =>
        throw NotElementwise();

    public static Recorded<T> MergeLow(Recorded<T> a, Recorded<T> b) => throw NotElementwise();

    public static Recorded<T> MergeHigh(Recorded<T> a, Recorded<T> b) => throw NotElementwise();

    public static Recorded<T> JoinLow(Recorded<T> a, Recorded<T> b) => throw NotElementwise();

    public static Recorded<T> JoinHigh(Recorded<T> a, Recorded<T> b) => throw NotElementwise();

    private static Recorded<T> Of(VectorOperation operation, params ReadOnlySpan<Recorded<T>> parts)
    {
        var formulas = new Formula[parts.Length];
        for (var i = 0; i < parts.Length; i++) formulas[i] = parts[i].Formula;
        return new(new Formula.Made(operation, formulas));
    }

    private static NotSupportedException NotElementwise() =>
        new("Only operators that work lane by lane are recorded: they neither read memory nor mix lanes.");
}
