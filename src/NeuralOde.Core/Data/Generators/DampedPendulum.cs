using NeuralOde.Core.Programs;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Data.Generators;

/// <summary>
/// The angle φ of a pendulum of 1 m with friction: φ'' = −9.81 sin φ − 0.25 φ'; in radians and seconds.
/// </summary>
public static class DampedPendulum
{
    /// <summary>Where the trajectory starts, angle and angular velocity; shape [2].</summary>
    public static ReadOnlySpan<double> Start => [1.5, 0];

    /// <summary>The field; it has no parameters.</summary>
    public static VectorField Field { get; } = VectorField.Define(2, 0, (t, y, p) => Vector(
        y[1],
        -9.81 * Sin(y[0]) - 0.25 * y[1]));
}
