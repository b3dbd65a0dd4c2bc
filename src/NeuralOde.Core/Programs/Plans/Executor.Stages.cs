using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>What the step of a method consists of beside evaluations.</summary>
internal static partial class Executor
{
    private static void Advance<T>(Step step, Span<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (step)
        {
            case Step.Stage s:
                StepSum.Into(View(s.Of, default, memory), Write(s.Weights, memory), Write(s.To, memory));
                break;
            case Step.Error s:
                StepError.Into(View(s.Of, s.End, memory), Write(s.Weights, memory), Write(s.To, memory));
                break;
            default:
                throw Unreachable.Case(step);
        }
    }

    private static StepView<T> View<T>(StagePlaces of, EndPlaces end, Span<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            Y = Write(of.Y, memory),
            Slopes = Write(of.Slopes, memory),
            Sizes = Write(of.Sizes, memory),
            Y1 = Write(end.Y1, memory),
            Tolerances = Write(end.Tolerances, memory),
        };
}
