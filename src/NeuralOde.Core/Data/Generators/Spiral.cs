using NeuralOde.Core.Programs;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Data.Generators;

/// <summary>y' = y³A with A = [[−0.1, 2], [−2, −0.1]], the cube by components, from (2, 0).</summary>
/// <remarks>Source: Chen, Rubanova, Bettencourt, Duvenaud, Neural ordinary differential equations, NeurIPS
/// 2018, and its public example.</remarks>
public static class Spiral
{
    /// <summary>Where the trajectory starts; shape [2].</summary>
    public static ReadOnlySpan<double> Start => [2, 0];

    /// <summary>The field; it has no parameters.</summary>
    public static VectorField Field { get; } = VectorField.Define(2, 0, (t, y, p) =>
    {
        var cube = y * y * y;
        return Vector(-0.1 * cube[0] - 2 * cube[1], 2 * cube[0] - 0.1 * cube[1]);
    });
}
