namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>What the step of a method consists of beside evaluations, in the order of the kernels.</summary>
internal sealed partial class ChainDraft
{
    /// <summary>Σⱼ wⱼ·kⱼ of a feature.</summary>
    private int? Slope(StagePlaces of, Place weights, Func<Place, Row> feature)
    {
        var sum = Read(Row.Of(weights, 0)) is { } w && Read(feature(of.Slope(0))) is { } k
            ? Made(new ChainValue.Binary(BinaryFunction.Multiply, w, k))
            : null;
        for (var j = 1; j < weights.Features; j++) sum = Plus(sum, Row.Of(weights, j), feature(of.Slope(j)));
        return sum;
    }

    /// <summary>The mean of (error / (atol + rtol·max(|y|, |y1|)))² over the features.</summary>
    private int? SquaredRatio(Step.Error step)
    {
        var (features, total) = (step.Of.Y.Features, Made(new ChainValue.Constant(0)));
        for (var i = 0; i < features; i++)
        {
            var feature = i;
            if (Slope(step.Of, step.Weights, place => Row.Of(place, feature)) is not { } slope
                || Read(Row.Of(step.Of.Sizes, 0)) is not { } h
                || Read(Row.Of(step.Of.Y, i)) is not { } y
                || Read(Row.Of(step.End.Y1, i)) is not { } y1
                || Read(Row.Of(step.End.Tolerances, 0)) is not { } relative
                || Read(Row.Of(step.End.Tolerances, 1)) is not { } absolute)
            {
                return null;
            }

            var error = Made(new ChainValue.Binary(BinaryFunction.Multiply, h, slope));
            var largest = Of(BinaryFunction.Maximum, Of(UnaryFunction.Abs, y), Of(UnaryFunction.Abs, y1));
            var ratio = Of(BinaryFunction.Divide, error, MultiplyAdd(relative, largest, absolute));
            total = MultiplyAdd(ratio, ratio, total);
            total = MultiplyAdd(Made(new ChainValue.Constant(0)), y1, total);
        }

        return Of(BinaryFunction.Multiply, total, Made(new ChainValue.Constant(1.0 / features)));
    }

    private int? Of(UnaryFunction function, int? x) =>
        x is { } argument ? Made(new ChainValue.Unary(function, argument)) : null;

    private int? Of(BinaryFunction function, int? x, int? y) =>
        x is { } left && y is { } right ? Made(new ChainValue.Binary(function, left, right)) : null;

    private int? MultiplyAdd(int? x, int? y, int? addend) =>
        x is { } left && y is { } right && addend is { } sum
            ? Made(new ChainValue.MultiplyAdd(left, right, sum))
            : null;
}
