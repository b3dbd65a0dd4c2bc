using NeuralOde.Core.Programs;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Data.Generators;

/// <summary>Prey u and predator v: u' = 0.55u − 0.028uv, v' = −0.80v + 0.024uv; time in years.</summary>
/// <remarks>Source: Carpenter, Predator-prey population dynamics, Stan case study, 2018
/// (posterior means for hare and lynx).
/// </remarks>
public static class LotkaVolterra
{
    /// <summary>Where the trajectory starts, in thousands of pelts; shape [2].</summary>
    public static ReadOnlySpan<double> Start => [33.96, 5.95];

    /// <summary>The field; it has no parameters.</summary>
    public static VectorField Field { get; } = VectorField.Define(2, 0, (t, y, p) => Vector(
        0.55 * y[0] - 0.028 * y[0] * y[1],
        -0.80 * y[1] + 0.024 * y[0] * y[1]));
}
