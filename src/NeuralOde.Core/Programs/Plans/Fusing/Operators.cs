using NeuralOde.Core.Values;
using NeuralOde.Numerics.Functions;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>The kernel's operator behind each elementwise function.</summary>
internal static class Operators
{
    public static Type Of(UnaryFunction function) => function switch
    {
        UnaryFunction.Negate => typeof(NegateOperator),
        UnaryFunction.Abs => typeof(AbsOperator),
        UnaryFunction.Sign => typeof(SignOperator),
        UnaryFunction.Floor => typeof(FloorOperator),
        UnaryFunction.Sqrt => typeof(SqrtOperator),
        UnaryFunction.Exp => typeof(ExpOperator),
        UnaryFunction.Expm1 => typeof(Expm1Operator),
        UnaryFunction.Log => typeof(LogOperator),
        UnaryFunction.Log1p => typeof(Log1pOperator),
        UnaryFunction.Sin => typeof(SinOperator),
        UnaryFunction.Cos => typeof(CosOperator),
        UnaryFunction.Tan => typeof(TanOperator),
        UnaryFunction.Sinh => typeof(SinhOperator),
        UnaryFunction.Cosh => typeof(CoshOperator),
        UnaryFunction.Tanh => typeof(TanhOperator),
        UnaryFunction.AccurateTanh => typeof(AccurateTanhOperator),
        UnaryFunction.Sigmoid => typeof(SigmoidOperator),
        _ => throw Unreachable.Case(function),
    };

    public static Type Of(BinaryFunction function) => function switch
    {
        BinaryFunction.Add => typeof(AddOperator),
        BinaryFunction.Subtract => typeof(SubtractOperator),
        BinaryFunction.Multiply => typeof(MultiplyOperator),
        BinaryFunction.Divide => typeof(DivideOperator),
        BinaryFunction.Power => typeof(PowerOperator),
        BinaryFunction.Minimum => typeof(MinimumOperator),
        BinaryFunction.Maximum => typeof(MaximumOperator),
        BinaryFunction.Less => typeof(LessOperator),
        BinaryFunction.LessOrEqual => typeof(LessOrEqualOperator),
        BinaryFunction.Equal => typeof(EqualOperator),
        _ => throw Unreachable.Case(function),
    };
}
