using System.Numerics;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>To = X; one feature serves for all.</summary>
internal sealed class CopyCall<T>(Step.Copy step) : Call<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Run(Span<T> memory, int rows)
    {
        var to = memory.Slice(step.To.Start, step.To.Features);
        if (step.X.Stride == 0) to.Fill(memory[step.X.Start]);
        else memory.Slice(step.X.Start, to.Length).CopyTo(to);
    }
}
