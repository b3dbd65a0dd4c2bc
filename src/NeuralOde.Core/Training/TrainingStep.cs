using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>One step of training, from the sum at the root of the sum tree.</summary>
/// <param name="State">The state after it.</param>
/// <param name="GradientNorm">
/// The norm of the mean gradient before clipping; NaN if no example counted.
/// </param>
/// <param name="Rate">The rate that the schedule gave.</param>
/// <param name="HasEffect">
/// False when no example counted or the gradient was not finite: only the version moved on.
/// </param>
public sealed record TrainingStep(TrainingState State, double GradientNorm, double Rate, bool HasEffect)
{
    /// <summary>Takes the mean, shortens it, and lets the optimiser move.</summary>
    /// <param name="rule">How a gradient becomes a step.</param>
    /// <param name="state">The state before.</param>
    /// <param name="gradientSum">
    /// The sum of the gradients of the examples that counted; shape [parameters].
    /// </param>
    /// <param name="examples">How many examples counted.</param>
    /// <exception cref="ArgumentException">
    /// The gradient has another length or precision than the parameters.
    /// </exception>
    public static TrainingStep Of(
        TrainingRule rule, TrainingState state, FlatVector gradientSum, long examples)
    {
        var mean = MeanGradient.Of(gradientSum, examples);
        return Of(rule, state, mean, Gradients.NormOf(mean.Squares));
    }

    /// <summary>The step of a range of the parameters, or of all of them.</summary>
    /// <param name="rule">How a gradient becomes a step.</param>
    /// <param name="state">The state of the range before.</param>
    /// <param name="mean">The mean gradient of the range.</param>
    /// <param name="norm">The norm of the mean gradient of all parameters.</param>
    /// <exception cref="ArgumentException">
    /// The gradient has another length or precision than the parameters.
    /// </exception>
    public static TrainingStep Of(TrainingRule rule, TrainingState state, MeanGradient mean, double norm)
    {
        var rate = rule.Schedule.At(state.Version);
        var idle = state with { Version = state.Version + 1 };
        if (!double.IsFinite(norm)) return new(idle, norm, rate, HasEffect: false);

        var clipped = Gradients.Clipped(mean.Values, norm, rule.ClipNorm);
        var (parameters, optimiser) = rule.Optimiser.Step(state.Parameters, clipped, state.Optimiser, rate);
        return new(new(idle.Version, parameters, optimiser), norm, rate, HasEffect: true);
    }
}
