using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.Intrinsics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>Makes the calls of a plan for one lane.</summary>
internal static class Calls
{
    /// <summary>
    /// The steps in order, each as a call, or those that add to the same sums as one. Its vectors are the widest of
    /// the processor that its features fill: what is read as a whole waits until its parts, just written, have come
    /// to memory.
    /// </summary>
    public static ImmutableArray<Call<T>> Of<T>(ImmutableArray<Step> steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var calls = ImmutableArray.CreateBuilder<Call<T>>(steps.Length);
        for (var (first, count) = (0, 0); first < steps.Length; first += count)
        {
            count = Together(steps, first);
            calls.Add(InVectors<T>(steps.Slice(first, count)));
        }

        return calls.ToImmutable();
    }

    /// <summary>How many steps from here on are one call: those that add to the same sums.</summary>
    private static int Together(ImmutableArray<Step> steps, int first)
    {
        var end = first + 1;
        if (steps[first] is not Step.LaneOuterSum sum) return 1;
        while (end < steps.Length && steps[end] is Step.LaneOuterSum next && next.Sums == sum.Sums) end++;
        return end - first;
    }

    private static Call<T> InVectors<T>(ImmutableArray<Step> together)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Features(together[0]) switch
        {
            var features when Vector512.IsHardwareAccelerated && features >= Vector512<T>.Count =>
                Of<Wide512<T>, T>(together),
            var features when Vector256.IsHardwareAccelerated && features >= Vector256<T>.Count =>
                Of<Wide256<T>, T>(together),
            var features when Vector128.IsHardwareAccelerated && features >= Vector128<T>.Count =>
                Of<Wide128<T>, T>(together),
            _ => Of<Wide1<T>, T>(together),
        };

    /// <summary>The features that a step works on; a product writes whole panels.</summary>
    private static int Features(Step step) => step switch
    {
        Step.Unary { To.Features: var features } => features,
        Step.Binary { To.Features: var features } => features,
        Step.Gather { To.Features: var features } => features,
        Step.Stage { To.Features: var features } => features,
        Step.Select { To.Features: var features } => features,
        Step.Copy { To.Features: var features } => features,
        Step.LaneOuterSum { X.Features: var features } => features,
        _ => int.MaxValue,
    };

    private static Call<T> Of<TVector, T>(ImmutableArray<Step> together)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => together[0] switch
        {
            Step.Unary unary => Of<TVector, T>(unary),
            // What begins inside of a block is a row of an outer product, and may have no room behind it.
            Step.Binary binary when binary.To.Start % Arena.Alignment == 0 => Of<TVector, T>(binary),
            Step.PackedProduct { GoesOn: false, W: var w } few when SumOrder.Of(w.Features, w.Rows - 1).Others > 0 =>
                new FewSumsCall<TVector, T>(w, few.Of.X, few.Of.To),
            Step.PackedProduct { GoesOn: false } product =>
                new ProductCall<TVector, T>(product.W, product.Of.X, product.Of.To),
            Step.Gather gather => new GatherCall<TVector, T>(gather),
            Step.LaneOuterSum => new OuterSumCall<TVector, T>([.. together.Cast<Step.LaneOuterSum>()]),
            Step.Stage stage => new StageCall<TVector, T>(stage),
            Step.Error error => new ErrorCall<T>(error),
            Step.Select select => new SelectCall<TVector, T>(select),
            Step.Copy copy => new CopyCall<TVector, T>(copy),
            var step => new StepCall<T>(step),
        };

    private static Call<T> Of<TVector, T>(Step.Unary step)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => step.Function switch
        {
            UnaryFunction.Negate => new UnaryCall<NegateOperator, TVector, T>(step),
            UnaryFunction.Abs => new UnaryCall<AbsOperator, TVector, T>(step),
            UnaryFunction.Sign => new UnaryCall<SignOperator, TVector, T>(step),
            UnaryFunction.Floor => new UnaryCall<FloorOperator, TVector, T>(step),
            UnaryFunction.Sqrt => new UnaryCall<SqrtOperator, TVector, T>(step),
            UnaryFunction.Exp => new UnaryCall<ExpOperator, TVector, T>(step),
            UnaryFunction.Expm1 => new UnaryCall<Expm1Operator, TVector, T>(step),
            UnaryFunction.Log => new UnaryCall<LogOperator, TVector, T>(step),
            UnaryFunction.Log1p => new UnaryCall<Log1pOperator, TVector, T>(step),
            UnaryFunction.Sin => new UnaryCall<SinOperator, TVector, T>(step),
            UnaryFunction.Cos => new UnaryCall<CosOperator, TVector, T>(step),
            UnaryFunction.Tan => new UnaryCall<TanOperator, TVector, T>(step),
            UnaryFunction.Sinh => new UnaryCall<SinhOperator, TVector, T>(step),
            UnaryFunction.Cosh => new UnaryCall<CoshOperator, TVector, T>(step),
            UnaryFunction.Tanh => new UnaryCall<TanhOperator, TVector, T>(step),
            UnaryFunction.AccurateTanh => new UnaryCall<AccurateTanhOperator, TVector, T>(step),
            UnaryFunction.Sigmoid => new UnaryCall<SigmoidOperator, TVector, T>(step),
            _ => throw Unreachable.Case(step.Function),
        };

    private static Call<T> Of<TVector, T>(Step.Binary step)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => step.Function switch
        {
            BinaryFunction.Add => new BinaryCall<AddOperator, TVector, T>(step),
            BinaryFunction.Subtract => new BinaryCall<SubtractOperator, TVector, T>(step),
            BinaryFunction.Multiply => new BinaryCall<MultiplyOperator, TVector, T>(step),
            BinaryFunction.Divide => new BinaryCall<DivideOperator, TVector, T>(step),
            BinaryFunction.Power => new BinaryCall<PowerOperator, TVector, T>(step),
            BinaryFunction.Minimum => new BinaryCall<MinimumOperator, TVector, T>(step),
            BinaryFunction.Maximum => new BinaryCall<MaximumOperator, TVector, T>(step),
            BinaryFunction.Less => new BinaryCall<LessOperator, TVector, T>(step),
            BinaryFunction.LessOrEqual => new BinaryCall<LessOrEqualOperator, TVector, T>(step),
            BinaryFunction.Equal => new BinaryCall<EqualOperator, TVector, T>(step),
            _ => throw Unreachable.Case(step.Function),
        };
}
