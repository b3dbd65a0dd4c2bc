using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>The steps on images.</summary>
internal static partial class Executor
{
    private static void RunWindows<T>(Step step, Span<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (step)
        {
            case Step.Convolution s:
                var filter = new Filter<T>(Read(s.W.Weights, memory), s.W.Size)
                {
                    Bias = Read(s.Bias, memory),
                    IsTransposed = s.W.IsTransposed,
                    Panels = Write(s.W.Panels, memory),
                };
                Convolution.Into(filter, Read(s.X, memory), s.To.Lanes, Write(s.To, memory));
                break;
            case Step.Pack s:
                Convolution.Pack(Read(s.W, memory), s.Size, s.IsTransposed, Write(s.Panels, memory));
                break;
            case Step.ConvolutionOuter s:
                Convolution.Outer(
                    Read(s.V, memory), Read(s.X, memory), new(s.Size, s.To.Lanes), Write(s.To, memory));
                break;
            case Step.ConvolutionSum s:
                var sums = new FilterSums<T>(Write(s.To.Scratch, memory), Write(s.To.Sums, memory));
                Convolution.AddOuterSum(Read(s.V, memory), Read(s.X, memory), s.Size, sums);
                break;
            case Step.Pool s:
                Pool(s, Read(s.X, memory), Read(s.U, memory), Write(s.To, memory));
                break;
            default:
                throw Unreachable.Case(step);
        }
    }

    private static void Pool<T>(Step.Pool step, Operand<T> x, Operand<T> u, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var size = new LaneWindows(step.Of.Grid, step.To.Lanes);
        switch (step.Of.Function)
        {
            case WindowFunction.Sum: Pooling.Sum(x, size, to); break;
            case WindowFunction.Spread: Pooling.Spread(x, size, to); break;
            case WindowFunction.Pick: Pooling.Pick(x, u, size, to); break;
            case WindowFunction.PutBack: Pooling.PutBack(x, u, size, to); break;
            default: throw Unreachable.Case(step.Of.Function);
        }
    }
}
