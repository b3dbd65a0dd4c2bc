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
        var rate = rule.Schedule.At(state.Version);
        var idle = state with { Version = state.Version + 1 };
        if (examples == 0) return new(idle, double.NaN, rate, HasEffect: false);

        var gradient = Gradients.Mean(gradientSum, examples);
        var norm = Gradients.Norm(gradient);
        if (!double.IsFinite(norm)) return new(idle, norm, rate, HasEffect: false);

        var clipped = Gradients.Clipped(gradient, norm, rule.ClipNorm);
        var (parameters, optimiser) = rule.Optimiser.Step(state.Parameters, clipped, state.Optimiser, rate);
        return new(new(idle.Version, parameters, optimiser), norm, rate, HasEffect: true);
    }
}
