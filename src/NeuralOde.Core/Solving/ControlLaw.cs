using NeuralOde.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>The factor by which a controller changes the step size, by logarithms in all lanes at once.</summary>
/// <remarks>The formula stands at <see cref="StepSizeController.Adaptive"/>.</remarks>
internal sealed class ControlLaw
{
    private const double SmallestSquare = 1e-300;
    private readonly StepSizeController.Adaptive _controller;
    private readonly double _order;
    private readonly double _logSafety;

    /// <summary>The law of a controller for a method whose embedded error is O(hᵏ).</summary>
    internal ControlLaw(StepSizeController.Adaptive controller, int k) =>
        (_controller, _order, _logSafety) = (controller, k, Elementwise.Log(controller.Safety));

    /// <summary>Judges the steps in hand.</summary>
    /// <param name="squares">The squared error ratios; a step is accepted when it is below 1; shape [lanes].</param>
    /// <param name="history">Gives the ratios before; receives those of the steps in hand.</param>
    /// <param name="factors">Receives the factors of the sizes; shape [lanes].</param>
    internal void Judge(ReadOnlySpan<double> squares, HistoryWorkspace history, Span<double> factors)
    {
        var (now, last, beforeLast) = (history.Now, history.Last, history.BeforeLast);
        for (var lane = 0; lane < now.Length; lane++) factors[lane] = Math.Max(squares[lane], SmallestSquare);
        Elementwise.Log<double>(factors, now);
        for (var lane = 0; lane < now.Length; lane++)
        {
            now[lane] *= 0.5;
            factors[lane] = _logSafety - (squares[lane] < 1
                ? Mixed(now[lane], last[lane], beforeLast[lane])
                : now[lane]) / _order;
        }

        Elementwise.Exp<double>(factors, factors);
        for (var lane = 0; lane < now.Length; lane++)
        {
            var most = squares[lane] < 1 ? _controller.MaximumFactor : _controller.Safety;
            factors[lane] = double.IsNaN(factors[lane])
                ? _controller.MinimumFactor
                : Math.Min(Math.Max(factors[lane], _controller.MinimumFactor), most);
        }
    }

    private double Mixed(double now, double last, double beforeLast)
    {
        var (p, i, d) = (_controller.Proportional, _controller.Integral, _controller.Derivative);
        return (p + i + d) * now - (p + 2 * d) * last + d * beforeLast;
    }
}
