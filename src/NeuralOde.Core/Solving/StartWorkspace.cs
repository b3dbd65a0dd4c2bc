namespace NeuralOde.Core.Solving;

/// <summary>
/// The sizes that the first steps of a tile are found from: mean squares beside the tolerance.
/// </summary>
internal sealed class StartWorkspace(int lanes)
{
    /// <summary>Of y0; shape [lanes].</summary>
    internal double[] State { get; } = new double[lanes];

    /// <summary>Of f(t0, y0); shape [lanes].</summary>
    internal double[] Slope { get; } = new double[lanes];

    /// <summary>Of the change of the slope in time; shape [lanes].</summary>
    internal double[] Curve { get; } = new double[lanes];
}
