using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics.Functions;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>The formula of each value of a chain: that of the kernel's own operator.</summary>
/// <typeparam name="T">float or double: their formulas differ.</typeparam>
internal static class Formulas<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly Recorded<T> X = Argument(0), Y = Argument(1), Z = Argument(2);

    /// <summary>The formula of a value that is computed from others, in the order of its arguments.</summary>
    public static Formula Of(ChainValue value) => value switch
    {
        ChainValue.Constant v => new Formula.Constant(v.Value),
        ChainValue.Unary v => Of(v.Function).Formula,
        ChainValue.Binary v => Of(v.Function).Formula,
        ChainValue.Select => SelectOperator.Of<Recorded<T>, T>(X, Y, Z).Formula,
        ChainValue.Applied v => v.Formula.OfArguments(),
        ChainValue.MultiplyAdd => Recorded<T>.FusedMultiplyAdd(X, Y, Z).Formula,
        _ => throw Unreachable.Case(value),
    };

    private static Recorded<T> Of(UnaryFunction function) => function switch
    {
        UnaryFunction.Negate => NegateOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Abs => AbsOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Sign => SignOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Floor => FloorOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Sqrt => SqrtOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Exp => ExpOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Expm1 => Expm1Operator.Of<Recorded<T>, T>(X),
        UnaryFunction.Log => LogOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Log1p => Log1pOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Sin => SinOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Cos => CosOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Tan => TanOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Sinh => SinhOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Cosh => CoshOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Tanh => TanhOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.AccurateTanh => AccurateTanhOperator.Of<Recorded<T>, T>(X),
        UnaryFunction.Sigmoid => SigmoidOperator.Of<Recorded<T>, T>(X),
        _ => throw Unreachable.Case(function),
    };

    private static Recorded<T> Of(BinaryFunction function) => function switch
    {
        BinaryFunction.Add => AddOperator.Of<Recorded<T>, T>(X, Y),
        BinaryFunction.Subtract => SubtractOperator.Of<Recorded<T>, T>(X, Y),
        BinaryFunction.Multiply => MultiplyOperator.Of<Recorded<T>, T>(X, Y),
        BinaryFunction.Divide => DivideOperator.Of<Recorded<T>, T>(X, Y),
        BinaryFunction.Power => PowerOperator.Of<Recorded<T>, T>(X, Y),
        BinaryFunction.Minimum => MinimumOperator.Of<Recorded<T>, T>(X, Y),
        BinaryFunction.Maximum => MaximumOperator.Of<Recorded<T>, T>(X, Y),
        BinaryFunction.Less => LessOperator.Of<Recorded<T>, T>(X, Y),
        BinaryFunction.LessOrEqual => LessOrEqualOperator.Of<Recorded<T>, T>(X, Y),
        BinaryFunction.Equal => EqualOperator.Of<Recorded<T>, T>(X, Y),
        _ => throw Unreachable.Case(function),
    };

    private static Recorded<T> Argument(int index) => new(new Formula.Argument(index));
}
