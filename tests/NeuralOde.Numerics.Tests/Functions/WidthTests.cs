using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Functions;

/// <summary>Every function at every width of vector, emulated where the machine has none, against the form for one number.</summary>
[Trait("Category", "Bits")]
public sealed class WidthTests(ITestOutputHelper output)
{
    [Fact]
    public void The_width_is_the_one_that_the_environment_allows()
    {
        var expected = Vector512.IsHardwareAccelerated ? 64
            : Vector256.IsHardwareAccelerated ? 32 : Vector128.IsHardwareAccelerated ? 16 : 8;

        Assert.Equal(expected, Widest.Count<double>() * sizeof(double));
        output.WriteLine($"vectors of {8 * expected} bits");
    }

    [Fact]
    public void Every_function_in_double_has_the_same_bits_at_every_width() =>
        output.WriteLine($"double {Hash<double>()}");

    [Fact]
    public void Every_function_in_float_has_the_same_bits_at_every_width() =>
        output.WriteLine($"float {Hash<float>()}");

    private static string Hash<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bytes = new List<byte>();
        bytes.AddRange(Unary<NegateOperator, T>(Elementwise.Negate));
        bytes.AddRange(Unary<AbsOperator, T>(Elementwise.Abs));
        bytes.AddRange(Unary<SignOperator, T>(Elementwise.Sign));
        bytes.AddRange(Unary<FloorOperator, T>(Elementwise.Floor));
        bytes.AddRange(Unary<SqrtOperator, T>(Elementwise.Sqrt));
        bytes.AddRange(Unary<ExpOperator, T>(Elementwise.Exp));
        bytes.AddRange(Unary<Expm1Operator, T>(Elementwise.Expm1));
        bytes.AddRange(Unary<LogOperator, T>(Elementwise.Log));
        bytes.AddRange(Unary<Log1pOperator, T>(Elementwise.Log1p));
        bytes.AddRange(Unary<SinOperator, T>(Elementwise.Sin));
        bytes.AddRange(Unary<CosOperator, T>(Elementwise.Cos));
        bytes.AddRange(Unary<TanOperator, T>(Elementwise.Tan));
        bytes.AddRange(Unary<SinhOperator, T>(Elementwise.Sinh));
        bytes.AddRange(Unary<CoshOperator, T>(Elementwise.Cosh));
        bytes.AddRange(Unary<TanhOperator, T>(Elementwise.Tanh));
        bytes.AddRange(Unary<SigmoidOperator, T>(Elementwise.Sigmoid));
        bytes.AddRange(Binary<AddOperator, T>(Elementwise.Add));
        bytes.AddRange(Binary<SubtractOperator, T>(Elementwise.Subtract));
        bytes.AddRange(Binary<MultiplyOperator, T>(Elementwise.Multiply));
        bytes.AddRange(Binary<DivideOperator, T>(Elementwise.Divide));
        bytes.AddRange(Binary<PowerOperator, T>(Elementwise.Power));
        bytes.AddRange(Binary<MinimumOperator, T>(Elementwise.Minimum));
        bytes.AddRange(Binary<MaximumOperator, T>(Elementwise.Maximum));
        bytes.AddRange(Binary<LessOperator, T>(Elementwise.Less));
        bytes.AddRange(Binary<LessOrEqualOperator, T>(Elementwise.LessOrEqual));
        bytes.AddRange(Binary<EqualOperator, T>(Elementwise.Equal));
        return Convert.ToHexString(SHA256.HashData([.. bytes]));
    }

    private static byte[] Unary<TOperator, T>(Func<T, T> one)
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Arguments.Special<T>();
        var expected = x.Select(one).ToArray();
        // From no element to three of the widest vectors and one more.
        for (var length = 0; length <= 3 * Vector512<T>.Count + 1; length++)
        {
            Same<TOperator, T>(expected.AsSpan(0, length), UnaryAt<TOperator, Wide512<T>, T>(x.AsSpan(0, length)));
        }

        Same<TOperator, T>(expected, UnaryAt<TOperator, Wide512<T>, T>(x));
        Same<TOperator, T>(expected, UnaryAt<TOperator, Wide256<T>, T>(x));
        Same<TOperator, T>(expected, UnaryAt<TOperator, Wide128<T>, T>(x));
        Same<TOperator, T>(expected, UnaryAt<TOperator, Wide1<T>, T>(x));
        return MemoryMarshal.AsBytes<T>(expected).ToArray();
    }

    private static byte[] Binary<TOperator, T>(Func<T, T, T> one)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var special = Arguments.Special<T>();
        var x = special.SelectMany(left => special.Select(_ => left)).ToArray();
        var y = special.SelectMany(_ => special).ToArray();
        var expected = x.Zip(y, one).ToArray();
        Same<TOperator, T>(expected, BinaryAt<TOperator, Wide512<T>, T>(x, y));
        Same<TOperator, T>(expected, BinaryAt<TOperator, Wide256<T>, T>(x, y));
        Same<TOperator, T>(expected, BinaryAt<TOperator, Wide128<T>, T>(x, y));
        Same<TOperator, T>(expected, BinaryAt<TOperator, Wide1<T>, T>(x, y));
        return MemoryMarshal.AsBytes<T>(expected).ToArray();
    }

    private static T[] UnaryAt<TOperator, TVector, T>(ReadOnlySpan<T> x)
        where TOperator : struct, IUnaryOperator
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[x.Length];
        Widest.Run<UnaryKernel<TOperator, T>, TVector, T>(new(x, result), x.Length);
        return result;
    }

    private static T[] BinaryAt<TOperator, TVector, T>(T[] x, T[] y)
        where TOperator : struct, IBinaryOperator
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[x.Length];
        var kernel = new BinaryKernel<TOperator, T>(new(x, 0, false), new(y, 0, false), x.Length, result);
        Widest.Run<BinaryKernel<TOperator, T>, TVector, T>(kernel, x.Length);
        return result;
    }

    /// <summary>Equal to the bit; the bits of NaN are free.</summary>
    private static void Same<TOperator, T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var (left, right) = (expected[i], actual[i]);
            Assert.True(
                T.IsNaN(left) ? T.IsNaN(right) : left == right && T.IsNegative(left) == T.IsNegative(right),
                $"{typeof(TOperator).Name} at argument {i}: {left} and {right}");
        }
    }
}
