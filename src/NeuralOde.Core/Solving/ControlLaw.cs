using NeuralOde.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>
/// The factor by which a controller changes the step size, by logarithms in all lanes at once.
/// </summary>
/// <remarks>The formula stands at <see cref="StepSizeController.Adaptive"/>.</remarks>
internal sealed class ControlLaw
{
    private readonly StepSizeController.Adaptive _controller;
    private readonly double _order;
    private readonly double _logSafety;

    /// <summary>The law of a controller for a method whose embedded error is O(hᵏ).</summary>
    internal ControlLaw(StepSizeController.Adaptive controller, int k) =>
        (_controller, _order, _logSafety) = (controller, k, Elementwise.Log(controller.Safety));

    /// <summary>Finds the factors of the sizes from the error ratios of the steps in hand and those before.</summary>
    internal void Judge(StepsWorkspace steps)
    {
        var (p, i, d) = (_controller.Proportional, _controller.Integral, _controller.Derivative);
        var errors = new ErrorView
        {
            Squares = steps.Squares,
            Last = steps.LastLogs,
            BeforeLast = steps.LogsBeforeLast,
            PowerOfNow = (p + i + d) / _order,
            PowerOfLast = (p + 2 * d) / _order,
            PowerOfBeforeLast = d / _order,
            PowerOfRejected = 1 / _order,
            LogSafety = _logSafety,
            Minimum = _controller.MinimumFactor,
            Maximum = _controller.MaximumFactor,
            MaximumOfRejected = _controller.Safety,
        };
        StepFactor.Into(errors, steps.Logs, steps.Factors);
    }
}
