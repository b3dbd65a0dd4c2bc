using System.Numerics;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>
/// A step of a plan for one lane, ready to be called: its kernel, its vectors and its places are chosen once. A
/// trajectory alone is a few dozen numbers, which take less time than to find out what is to be done with them.
/// </summary>
/// <remarks>
/// Kernels compute whole vectors: what they read and write behind the last feature is room that
/// <see cref="Arena"/> and <see cref="PlanMemory{T}"/> leave there, and nobody looks at it.
/// </remarks>
/// <typeparam name="T">The type of the states and parameters.</typeparam>
internal abstract class Call<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Carries out the step.</summary>
    /// <param name="memory">What it works on.</param>
    /// <param name="rows">The number of rows that were gathered before.</param>
    public abstract void Run(Span<T> memory, int rows);
}
