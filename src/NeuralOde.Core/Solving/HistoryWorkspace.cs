namespace NeuralOde.Core.Solving;

/// <summary>
/// log of the error ratios of each lane: of the step in hand and of the last two accepted ones.
/// </summary>
internal sealed class HistoryWorkspace(int lanes)
{
    // As in Hairer's DOPRI5: a step that was far too careful must not let the next ones run away.
    private const double Smallest = -9.210340371976182; // log 1e-4

    /// <summary>Of the step in hand; NaN or infinite where the error is no number; shape [lanes].</summary>
    internal double[] Now { get; } = new double[lanes];

    /// <summary>Of the last accepted step; shape [lanes].</summary>
    internal double[] Last { get; } = new double[lanes];

    /// <summary>Of the accepted step before it; shape [lanes].</summary>
    internal double[] BeforeLast { get; } = new double[lanes];

    /// <summary>Makes the step in hand the last accepted one.</summary>
    internal void Accept(int lane) =>
        (Last[lane], BeforeLast[lane]) = (Math.Max(Now[lane], Smallest), Last[lane]);

    /// <summary>Begins anew, as if all steps before had been judged just right.</summary>
    internal void Forget(int lane) => (Last[lane], BeforeLast[lane]) = (0, 0);
}
