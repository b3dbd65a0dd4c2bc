using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Adjoints;

/// <summary>How the solve of a batch and its way back are laid out, for people to read.</summary>
public static class SolvePlan
{
    /// <summary>The plans of a field and of its pullback, a line a step; see <see cref="Plan{T}.Explain"/>.</summary>
    /// <param name="field">The vector field.</param>
    /// <param name="options">How it is solved.</param>
    /// <param name="examples">The number of examples of a batch.</param>
    public static IReadOnlyList<string> Explain<T>(VectorField field, SolveOptions options, int examples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = TileSize.Of<T>(options, field.State, examples);
        var pullback = new FieldPullbackWorkspace<T>(
            field, lanes, FieldInput.State, FieldInput.Parameters, FieldInput.Inputs);
        return [.. Plan<T>.Compile(field.Program, lanes).Explain(), .. pullback.Explain()];
    }
}
