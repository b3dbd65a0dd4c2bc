using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>Carries out the steps of a plan on its memory.</summary>
internal static partial class Executor
{
    /// <summary>Carries out steps in order.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="memory">What they work on.</param>
    /// <param name="rows">
    /// The number of rows that sums go over, and of lanes, from the first on, that chains compute.
    /// </param>
    public static void Run<T>(ImmutableArray<Step> steps, Span<T> memory, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var step in steps)
        {
            // Here, not among the others: the frame of all kernels' views takes longer than a short chain.
            if (step is Step.Fused fused && fused.Code.Code<T>() is { } code)
            {
                code(ref MemoryMarshal.GetReference(memory), rows);
            }
            else
            {
                Run(step, memory, rows);
            }
        }
    }

    /// <summary>Carries out one step.</summary>
    public static void Run<T>(Step step, Span<T> memory, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (step)
        {
            case Step.Product or Step.PackMatrix or Step.PackedProduct:
                Multiply(step, memory);
                break;
            case Step.Turn or Step.OuterSum or Step.LaneOuterSum or Step.MoveSums or Step.RowSum or Step.LaneSum:
                Sum(step, memory, rows);
                break;
            case Step.Unary s:
                Run(s.Function, memory.Slice(s.X.Start, s.X.Length), Write(s.To, memory));
                break;
            case Step.Binary s:
                Run(s, Read(s.X, memory), Read(s.Y, memory), Write(s.To, memory));
                break;
            case Step.Fused s:
                Run(s.Parts, memory, rows);
                break;
            case Step.Stage or Step.Error:
                Advance(step, memory);
                break;
            case Step.Copy s:
                Copy(s, memory);
                break;
            case Step.Select s:
                var choice = new Choice<T>(
                    Read(s.Condition, memory), Read(s.Then, memory), Read(s.Otherwise, memory));
                Elementwise.Select(choice, s.To.Lanes, Write(s.To, memory));
                break;
            case Step.Clear s:
                Write(s.To, memory).Clear();
                break;
            default:
                RunWindows(step, memory);
                break;
        }
    }

    private static void Copy<T>(Step.Copy step, Span<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (from, to) = (step.X, step.To);
        if (to.Lanes == 1 && from.Stride == 1)
        {
            memory.Slice(from.Start, to.Length).CopyTo(Write(to, memory));
            return;
        }

        for (var i = 0; i < to.Features; i++)
        {
            var lanes = memory.Slice(to.Start + i * to.Lanes, to.Lanes);
            if (from.IsShared) lanes.Fill(memory[from.Start + i * from.Stride]);
            else memory.Slice(from.Start + i * from.Stride, to.Lanes).CopyTo(lanes);
        }
    }

    private static Operand<T> Read<T>(Place place, Span<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(memory.Slice(place.Start, place.Length), place.Stride, place.IsShared);

    private static Span<T> Write<T>(Place place, Span<T> memory) => memory.Slice(place.Start, place.Length);

    private static void Run<T>(UnaryFunction function, ReadOnlySpan<T> x, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (function)
        {
            case UnaryFunction.Negate: Elementwise.Negate(x, to); break;
            case UnaryFunction.Abs: Elementwise.Abs(x, to); break;
            case UnaryFunction.Sign: Elementwise.Sign(x, to); break;
            case UnaryFunction.Floor: Elementwise.Floor(x, to); break;
            case UnaryFunction.Sqrt: Elementwise.Sqrt(x, to); break;
            case UnaryFunction.Exp: Elementwise.Exp(x, to); break;
            case UnaryFunction.Expm1: Elementwise.Expm1(x, to); break;
            case UnaryFunction.Log: Elementwise.Log(x, to); break;
            case UnaryFunction.Log1p: Elementwise.Log1p(x, to); break;
            case UnaryFunction.Sin: Elementwise.Sin(x, to); break;
            case UnaryFunction.Cos: Elementwise.Cos(x, to); break;
            case UnaryFunction.Tan: Elementwise.Tan(x, to); break;
            case UnaryFunction.Sinh: Elementwise.Sinh(x, to); break;
            case UnaryFunction.Cosh: Elementwise.Cosh(x, to); break;
            case UnaryFunction.Tanh: Elementwise.Tanh(x, to); break;
            case UnaryFunction.AccurateTanh: Elementwise.AccurateTanh(x, to); break;
            case UnaryFunction.Sigmoid: Elementwise.Sigmoid(x, to); break;
            default: throw Unreachable.Case(function);
        }
    }

    private static void Run<T>(Step.Binary step, Operand<T> x, Operand<T> y, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (step.Function)
        {
            case BinaryFunction.Add: Elementwise.Add(x, y, step.To.Lanes, to); break;
            case BinaryFunction.Subtract: Elementwise.Subtract(x, y, step.To.Lanes, to); break;
            case BinaryFunction.Multiply: Elementwise.Multiply(x, y, step.To.Lanes, to); break;
            case BinaryFunction.Divide: Elementwise.Divide(x, y, step.To.Lanes, to); break;
            case BinaryFunction.Power: Elementwise.Power(x, y, step.To.Lanes, to); break;
            case BinaryFunction.Minimum: Elementwise.Minimum(x, y, step.To.Lanes, to); break;
            case BinaryFunction.Maximum: Elementwise.Maximum(x, y, step.To.Lanes, to); break;
            case BinaryFunction.Less: Elementwise.Less(x, y, step.To.Lanes, to); break;
            case BinaryFunction.LessOrEqual: Elementwise.LessOrEqual(x, y, step.To.Lanes, to); break;
            case BinaryFunction.Equal: Elementwise.Equal(x, y, step.To.Lanes, to); break;
            default: throw Unreachable.Case(step.Function);
        }
    }
}
