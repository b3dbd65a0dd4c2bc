using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>Someone who looks on while a batch is solved.</summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal interface IStepWitness<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The tile holds a step that was judged: its begin, its slopes, and the mask of the accepted lanes.
    /// </summary>
    void Judged(in SolveScope<T> scope);
}
