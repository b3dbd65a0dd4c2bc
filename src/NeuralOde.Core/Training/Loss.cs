using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Training;

/// <summary>
/// How far a prediction is from its target. Every target has a weight, 0 where it is missing. The loss of an
/// example is the weighted mean over all its targets, at all its times; that of a minibatch is the mean over
/// its examples.
/// </summary>
/// <remarks>
/// Gradients and losses are summed over examples and divided by their number once, at the root of the sum
/// tree. An example without any target does not count.
/// </remarks>
public abstract record Loss
{
    private Loss() { }

    /// <summary>The mean of squared differences.</summary>
    public sealed record MeanSquared : Loss;

    /// <summary>The mean of absolute differences.</summary>
    public sealed record MeanAbsolute : Loss;

    /// <summary>½d² for differences up to Delta, Delta·(|d| − ½Delta) above; its mean.</summary>
    /// <param name="Delta">Where the two parts meet; in the unit of the target.</param>
    /// <remarks>
    /// Source: Huber, Robust estimation of a location parameter, Ann. Math. Statist. 35 (1964).
    /// </remarks>
    public sealed record Huber(double Delta = 1) : Loss;

    /// <summary>
    /// The negative log-likelihood of the target's class under the softmax of the prediction; its mean over
    /// the times. The target holds 1 at the class, or the probabilities of the classes.
    /// </summary>
    public sealed record CrossEntropy : Loss;

    /// <summary>
    /// The sum, not the mean, of squared differences over an example: the full-trajectory squared loss.
    /// </summary>
    public sealed record SumOfSquares : Loss;

    /// <summary>True when an example's loss is divided by the weight of its targets.</summary>
    public bool IsMean => this is not SumOfSquares;

    /// <summary>True when the largest feature of a prediction names a class.</summary>
    public bool Classifies => this is CrossEntropy;

    /// <summary>
    /// What one row adds to its example: with the inputs prediction, target and weight, all [features], the
    /// outputs loss [1] and weight [1].
    /// </summary>
    /// <param name="features">The number of features of a prediction.</param>
    public Program Program(int features) => Trace.Program(
        $"loss {GetType().Name}",
        [
            new("prediction", features, Shared: false),
            new("target", features, Shared: false),
            new("weight", features, Shared: false),
        ],
        inputs =>
        [
            ("loss", RowLoss(inputs[0], inputs[1], inputs[2])),
            ("weight", RowWeight(inputs[1], inputs[2])),
        ]);

    private Expression RowLoss(Expression prediction, Expression target, Expression weight) => this switch
    {
        MeanSquared or SumOfSquares => Dot(weight, Square(prediction - target)),
        MeanAbsolute => Dot(weight, Abs(prediction - target)),
        Huber(var delta) => Dot(weight, HuberOf(prediction - target, delta)),
        CrossEntropy => Dot(weight * target, LogSumExp(prediction) - prediction),
        _ => throw Unreachable.Case(this),
    };

    private Expression RowWeight(Expression target, Expression weight) =>
        Classifies ? Dot(weight, target) : Sum(weight);

    private static Expression Square(Expression x) => x * x;

    private static Expression HuberOf(Expression difference, double delta)
    {
        var size = Abs(difference);
        return If(LessOrEqual(size, delta), 0.5 * Square(difference), delta * (size - 0.5 * delta));
    }

    // The largest feature is taken out before the exponential, so that it cannot overflow.
    private static Expression LogSumExp(Expression x)
    {
        var largest = Enumerable.Range(1, x.Size - 1).Aggregate(x[0], (max, i) => Max(max, x[i]));
        return largest + Log(Sum(Exp(x - largest)));
    }
}
