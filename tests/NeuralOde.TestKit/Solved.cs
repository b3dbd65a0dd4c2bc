using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;

namespace NeuralOde.TestKit;

/// <summary>What came of a batch, copied out of its workspace.</summary>
/// <param name="Values">Shape [Σ times, state].</param>
/// <param name="Final">Shape [examples, state].</param>
/// <param name="Lanes">Shape [examples].</param>
public sealed record Solved<T>(T[] Values, T[] Final, LaneRecord[] Lanes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Solves a batch once.</summary>
    public static Solved<T> Of(
        VectorField field, SolveOptions options, in ProblemBatch<T> batch, params ReadOnlySpan<T> parameters)
    {
        var workspace = new SolveWorkspace<T>(field, options, recordSteps: false);
        workspace.Run(batch, parameters);
        return new(workspace.Values.ToArray(), workspace.Final.ToArray(), workspace.Lanes.ToArray());
    }
}
