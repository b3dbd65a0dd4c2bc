using System.Numerics;
using NeuralOde.Core.Programs;

namespace NeuralOde.Cli.Bench;

/// <summary>Initial value problems of one field that are all solved from t = 0 to the same end.</summary>
/// <param name="Field">The vector field.</param>
/// <param name="Parameters">θ; shape [parameters].</param>
/// <param name="Y0">The initial states; shape [examples, state].</param>
/// <param name="T1">The end.</param>
internal sealed record BatchProblem<T>(VectorField Field, T[] Parameters, T[] Y0, double T1)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What each example feeds the field beside its state; shape [examples, inputs].</summary>
    public T[] Inputs { get; init; } = [];

    public int Examples => Y0.Length / Field.State;
}
