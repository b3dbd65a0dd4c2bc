using System.Numerics;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>A step that is seldom found in the plan of one lane, carried out as in any other plan.</summary>
internal sealed class StepCall<T>(Step step) : Call<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Run(Span<T> memory, int rows) => Executor.Run(step, memory, rows);
}
