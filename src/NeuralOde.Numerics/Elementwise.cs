using System.Numerics;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

public static partial class Elementwise
{
    /// <summary>Writes then where the condition is not 0, otherwise elsewhere; NaN is not 0.</summary>
    /// <param name="choice">
    /// Each operand has shape [features, lanes], or [features] shared by the lanes.
    /// </param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="destination">
    /// Shape [features, lanes]; may be an operand itself, but not overlap it otherwise.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Select<T>(Choice<T> choice, int lanes, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var features = Features(lanes, destination.Length);
        choice.Condition.Check(features, lanes);
        choice.Then.Check(features, lanes);
        choice.Otherwise.Check(features, lanes);
        if (lanes == 1)
        {
            choice = new(choice.Condition.AsLanes(), choice.Then.AsLanes(), choice.Otherwise.AsLanes());
            lanes = features;
        }

        Widest.Run<SelectKernel<T>, T>(new(choice, lanes, destination), lanes);
    }

    private static void Map<TOperator, T>(ReadOnlySpan<T> x, Span<T> destination)
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(x.Length, destination.Length);
        Widest.Run<UnaryKernel<TOperator, T>, T>(new(x, destination), x.Length);
    }

    private static void Map<TOperator, T>(Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var features = Features(lanes, destination.Length);
        x.Check(features, lanes);
        y.Check(features, lanes);
        if (lanes == 1)
        {
            x = x.AsLanes();
            y = y.AsLanes();
            lanes = features;
        }
        else if (x.IsFlat(lanes) && y.IsFlat(lanes))
        {
            lanes = destination.Length;
        }

        Widest.Run<BinaryKernel<TOperator, T>, T>(new(x, y, lanes, destination), lanes);
    }

    /// <summary>The number of features of a destination.</summary>
    private static int Features(int lanes, int length) =>
        lanes > 0 && length % lanes == 0
            ? length / lanes
            : throw new ArgumentException(
                $"A destination of {length} values does not hold whole features of {lanes} lanes.");
}
