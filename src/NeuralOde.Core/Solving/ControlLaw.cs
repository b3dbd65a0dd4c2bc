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

    /// <summary>Judges the steps in hand.</summary>
    /// <param name="squares">
    /// The squared error ratios; a step is accepted when it is below 1; shape [lanes].
    /// </param>
    /// <param name="history">Gives the ratios before; receives those of the steps in hand.</param>
    /// <param name="factors">Receives the factors of the sizes; shape [lanes].</param>
    internal void Judge(ReadOnlySpan<double> squares, HistoryWorkspace history, Span<double> factors)
    {
        var (p, i, d) = (_controller.Proportional, _controller.Integral, _controller.Derivative);
        var errors = new ErrorView
        {
            Squares = squares,
            Last = history.Last,
            BeforeLast = history.BeforeLast,
            PowerOfNow = (p + i + d) / _order,
            PowerOfLast = (p + 2 * d) / _order,
            PowerOfBeforeLast = d / _order,
            PowerOfRejected = 1 / _order,
            LogSafety = _logSafety,
            Minimum = _controller.MinimumFactor,
            Maximum = _controller.MaximumFactor,
            MaximumOfRejected = _controller.Safety,
        };
        StepFactor.Into(errors, history.Now, factors);
    }
}
