using System.Numerics;
using System.Runtime.Intrinsics;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;
using NeuralOde.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Numerics.Tests.Functions;

/// <summary>
/// Every function at every width of vector, emulated where the machine has none,
/// against the form for one number.
/// </summary>
[Trait("Category", "Bits")]
public sealed class WidthTests(ITestOutputHelper output) : WidthConformance
{
    [Fact]
    public void Every_function_in_double_has_the_same_bits_at_every_width() =>
        output.WriteLine($"elementwise double {Hash<double>()}");

    [Fact]
    public void Every_function_in_float_has_the_same_bits_at_every_width() =>
        output.WriteLine($"elementwise float {Hash<float>()}");

    private static string Hash<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var results = new List<T[]>();
        results.Add(Unary<NegateOperator, T>(Elementwise.Negate));
        results.Add(Unary<AbsOperator, T>(Elementwise.Abs));
        results.Add(Unary<SignOperator, T>(Elementwise.Sign));
        results.Add(Unary<FloorOperator, T>(Elementwise.Floor));
        results.Add(Unary<SqrtOperator, T>(Elementwise.Sqrt));
        results.Add(Unary<ExpOperator, T>(Elementwise.Exp));
        results.Add(Unary<Expm1Operator, T>(Elementwise.Expm1));
        results.Add(Unary<LogOperator, T>(Elementwise.Log));
        results.Add(Unary<Log1pOperator, T>(Elementwise.Log1p));
        results.Add(Unary<SinOperator, T>(Elementwise.Sin));
        results.Add(Unary<CosOperator, T>(Elementwise.Cos));
        results.Add(Unary<TanOperator, T>(Elementwise.Tan));
        results.Add(Unary<SinhOperator, T>(Elementwise.Sinh));
        results.Add(Unary<CoshOperator, T>(Elementwise.Cosh));
        results.Add(Unary<TanhOperator, T>(Elementwise.Tanh));
        results.Add(Unary<AccurateTanhOperator, T>(Elementwise.AccurateTanh));
        results.Add(Unary<SigmoidOperator, T>(Elementwise.Sigmoid));
        results.Add(Binary<AddOperator, T>(Elementwise.Add));
        results.Add(Binary<SubtractOperator, T>(Elementwise.Subtract));
        results.Add(Binary<MultiplyOperator, T>(Elementwise.Multiply));
        results.Add(Binary<DivideOperator, T>(Elementwise.Divide));
        results.Add(Binary<PowerOperator, T>(Elementwise.Power));
        results.Add(Binary<MinimumOperator, T>(Elementwise.Minimum));
        results.Add(Binary<MaximumOperator, T>(Elementwise.Maximum));
        results.Add(Binary<LessOperator, T>(Elementwise.Less));
        results.Add(Binary<LessOrEqualOperator, T>(Elementwise.LessOrEqual));
        results.Add(Binary<EqualOperator, T>(Elementwise.Equal));
        return Fingerprint.Of(results);
    }

    private static T[] Unary<TOperator, T>(Func<T, T> one)
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Arguments.Special<T>();
        var expected = x.Select(one).ToArray();
        // From no element to three of the widest vectors and one more.
        for (var length = 0; length <= 3 * Vector512<T>.Count + 1; length++)
        {
            SameBits.Assert<T>(
                expected.AsSpan(0, length), UnaryAt<TOperator, Wide512<T>, T>(x.AsSpan(0, length)));
        }

        SameBits.Assert<T>(expected, UnaryAt<TOperator, Wide512<T>, T>(x));
        SameBits.Assert<T>(expected, UnaryAt<TOperator, Wide256<T>, T>(x));
        SameBits.Assert<T>(expected, UnaryAt<TOperator, Wide128<T>, T>(x));
        SameBits.Assert<T>(expected, UnaryAt<TOperator, Wide1<T>, T>(x));
        return SameBits.WithOneNaN(expected);
    }

    private static T[] Binary<TOperator, T>(Func<T, T, T> one)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var special = Arguments.Special<T>();
        var x = special.SelectMany(left => special.Select(_ => left)).ToArray();
        var y = special.SelectMany(_ => special).ToArray();
        var expected = x.Zip(y, one).ToArray();
        SameBits.Assert<T>(expected, BinaryAt<TOperator, Wide512<T>, T>(x, y));
        SameBits.Assert<T>(expected, BinaryAt<TOperator, Wide256<T>, T>(x, y));
        SameBits.Assert<T>(expected, BinaryAt<TOperator, Wide128<T>, T>(x, y));
        SameBits.Assert<T>(expected, BinaryAt<TOperator, Wide1<T>, T>(x, y));
        return SameBits.WithOneNaN(expected);
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
}
