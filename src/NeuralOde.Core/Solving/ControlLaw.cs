using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>
/// The factor by which a controller changes the step size, by logarithms in all lanes at once.
/// </summary>
/// <remarks>The formula stands at <see cref="StepSizeController.Adaptive"/>.</remarks>
internal sealed class ControlLaw
{
    /// <summary>The law of a controller for a method whose embedded error is O(hᵏ).</summary>
    internal ControlLaw(StepSizeController.Adaptive controller, int k)
    {
        var (p, i, d) = (controller.Proportional, controller.Integral, controller.Derivative);
        Weights = new()
        {
            PowerOfNow = (p + i + d) / (2 * k),
            PowerOfLast = (p + 2 * d) / (2 * k),
            PowerOfBeforeLast = d / (2 * k),
            PowerOfRejected = 0.5 / k,
            LogSafety = StepLog.Of(controller.Safety) / 2,
            Minimum = controller.MinimumFactor,
            Maximum = controller.MaximumFactor,
            MaximumOfRejected = controller.Safety,
        };
    }

    /// <summary>How it weighs the error ratios of the last steps.</summary>
    internal ErrorWeights Weights { get; }
}
