using NeuralOde.Core.Programs;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.TestKit;

/// <summary>Equations as a user writes them, feature by feature.</summary>
public static class UserFields
{
    /// <summary>The names of all, for theories.</summary>
    public static TheoryData<string> Names => ["Van der Pol", "Lorenz", "reactions"];

    /// <summary>The field of a name.</summary>
    public static VectorField Named(string name) => name switch
    {
        "Van der Pol" => VectorField.Define(2, 1, (_, y, p) => Vector(y[1], p[0] * (1 - y[0] * y[0]) * y[1] - y[0])),
        "Lorenz" => VectorField.Define(
            3, 3, (_, y, p) => Vector(p[0] * (y[1] - y[0]), y[0] * (p[1] - y[2]) - y[1], y[0] * y[1] - p[2] * y[2])),
        "reactions" => VectorField.Define(5, 4, (_, y, p) => Reactions(y, p)),
        _ => throw new ArgumentException($"There is no field {name}.", nameof(name)),
    };

    /// <summary>A + B ⇌ C, C + D → E, E → D + B.</summary>
    private static Expression Reactions(Expression y, Expression p)
    {
        var (binding, parting) = (p[0] * y[0] * y[1], p[1] * y[2]);
        var (turning, decaying) = (p[2] * y[2] * y[3], p[3] * y[4]);
        return Vector(
            parting - binding,
            parting - binding + decaying,
            binding - parting - turning,
            decaying - turning,
            turning - decaying);
    }
}
