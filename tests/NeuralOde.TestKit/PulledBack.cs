using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;

namespace NeuralOde.TestKit;

/// <summary>What an adjoint gave for one cotangent, copied out of its workspace.</summary>
public sealed record PulledBack<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public required T[] Values { get; init; }

    public required T[] Parameters { get; init; }

    public required T[] Y0 { get; init; }

    public required T[] Inputs { get; init; }

    public required double[] T0 { get; init; }

    public required double[] T1 { get; init; }

    public required double[] Times { get; init; }

    public required LaneRecord[] Lanes { get; init; }

    public required AdjointRecord[] Records { get; init; }

    public required long HeldBytes { get; init; }

    /// <summary>Solves a batch, and carries the cotangent that is a function of its values back.</summary>
    public static PulledBack<T> Of(
        AdjointSolveWorkspace<T> workspace, in ProblemBatch<T> batch, T[] parameters, Func<T[], T[]> cotangent)
    {
        workspace.Forward(batch, parameters);
        var values = workspace.Solve.Values.ToArray();
        var valuesCotangent = cotangent(values);
        var gradient = new T[parameters.Length];
        workspace.PullBack(valuesCotangent, gradient);
        workspace.PullBackTimes(valuesCotangent);
        return new()
        {
            Values = values,
            Parameters = gradient,
            Y0 = workspace.Y0Cotangent.ToArray(),
            Inputs = workspace.InputsCotangent.ToArray(),
            T0 = workspace.T0Cotangent.ToArray(),
            T1 = workspace.T1Cotangent.ToArray(),
            Times = workspace.TimesCotangent.ToArray(),
            Lanes = workspace.Solve.Lanes.ToArray(),
            Records = workspace.Records.ToArray(),
            HeldBytes = workspace.HeldBytes,
        };
    }

    /// <summary>The same with a workspace of its own.</summary>
    public static PulledBack<T> Of(
        (VectorField Field, SolveOptions Options, Adjoint Adjoint) solve,
        in ProblemBatch<T> batch,
        T[] parameters,
        Func<T[], T[]> cotangent) =>
        Of(new AdjointSolveWorkspace<T>(solve.Field, solve.Options, solve.Adjoint), batch, parameters, cotangent);
}
