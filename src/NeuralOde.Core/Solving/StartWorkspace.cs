using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>
/// The sizes that the first steps of a tile are found from: mean squares beside the tolerance.
/// </summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal sealed class StartWorkspace<T>(int lanes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Mean squares in the type of the state, for a moment; shape [lanes].</summary>
    internal T[] Squares { get; } = new T[lanes];

    /// <summary>Of y0; shape [lanes].</summary>
    internal double[] State { get; } = new double[lanes];

    /// <summary>Of f(t0, y0); shape [lanes].</summary>
    internal double[] Slope { get; } = new double[lanes];

    /// <summary>Of the change of the slope in time; shape [lanes].</summary>
    internal double[] Curve { get; } = new double[lanes];
}
