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
        results.Add(Selection<T>());
        return Fingerprint.Of(results);
    }

    private static T[] Unary<TOperator, T>(Func<T, T> one)
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Arguments.Special<T>();
        return AtEveryWidth([.. x.Select(one)], new UnaryRun<TOperator, T>(x));
    }

    private static T[] Binary<TOperator, T>(Func<T, T, T> one)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // All pairs, so turned that the first few are of many sizes.
        var special = Arguments.Special<T>();
        var turns = Enumerable.Range(1, special.Length);
        T[] x = [.. turns.SelectMany(_ => special)];
        T[] y = [.. turns.SelectMany(turn => special.Select((_, i) => special[(i + turn) % special.Length]))];
        return AtEveryWidth([.. x.Zip(y, one)], new BinaryRun<TOperator, T>(x, y));
    }

    private static T[] Selection<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Five in turn, so that every lane of a vector meets all of them.
        T[] conditions = [T.Zero, T.One, T.NegativeZero, T.NaN, T.Epsilon];
        var special = Arguments.Special<T>();
        T[] then = [.. conditions.SelectMany(_ => special)];
        T[] condition = [.. then.Select((_, i) => conditions[i % conditions.Length])];
        T[] otherwise = [.. then.Select((_, i) => special[(i + 31) % special.Length])];
        T[] expected = [.. condition.Select((number, i) => number == T.Zero ? otherwise[i] : then[i])];
        return AtEveryWidth(expected, new SelectRun<T>(condition, then, otherwise));
    }

    private static T[] AtEveryWidth<TRun, T>(T[] expected, TRun run)
        where TRun : IRun<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        AtEveryLength<TRun, Wide512<T>, T>(expected, run);
        AtEveryLength<TRun, Wide256<T>, T>(expected, run);
        AtEveryLength<TRun, Wide128<T>, T>(expected, run);
        AtEveryLength<TRun, Wide1<T>, T>(expected, run);
        return SameBits.WithOneNaN(expected);
    }

    /// <summary>
    /// From no element to three of the widest vectors and one more, and all; what stands behind must stay.
    /// </summary>
    private static void AtEveryLength<TRun, TVector, T>(T[] expected, TRun run)
        where TRun : IRun<T>
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var behind = Vector512<T>.Count;
        var result = new T[expected.Length + behind];
        foreach (var length in Enumerable.Range(0, 3 * behind + 2).Append(expected.Length))
        {
            result.AsSpan().Fill(T.Pi);
            run.Run<TVector>(result.AsSpan(0, length));
            SameBits.Assert<T>(expected.AsSpan(0, length), result.AsSpan(0, length));
            Assert.All(result[length..(length + behind)], number => Assert.Equal(T.Pi, number));
        }
    }
}
