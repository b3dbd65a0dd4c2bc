using System.Collections.Immutable;
using System.Numerics;
using NeuralOde.Core.Programs.Plans.Alone;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>
/// Steps that are carried out again and again: for one lane alone each is a call that is ready to go.
/// </summary>
/// <param name="steps">The steps, in order.</param>
/// <param name="lanes">The number of lanes.</param>
internal sealed class PlanRun<T>(ImmutableArray<Step> steps, int lanes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ImmutableArray<Call<T>> _alone = lanes == 1 ? Calls.Of<T>(steps) : [];

    /// <summary>The steps.</summary>
    public ImmutableArray<Step> Steps => steps;

    /// <summary>Carries them out.</summary>
    /// <param name="memory">What they work on.</param>
    /// <param name="rows">The number of rows that were gathered before, of one lane alone.</param>
    public void Run(Span<T> memory, int rows)
    {
        if (lanes == 1)
        {
            foreach (var call in _alone) call.Run(memory, rows);
        }
        else
        {
            Executor.Run(steps, memory, lanes);
        }
    }

    /// <summary>Carries them out in some lanes, or in more; nothing is summed over lanes.</summary>
    /// <param name="memory">What they work on.</param>
    /// <param name="first">The number of lanes, from the first on; whole granules unless there is but one lane.</param>
    public void RunFirst(Span<T> memory, int first)
    {
        if (lanes == 1) Run(memory, 0);
        else Executor.Run(steps, memory, first);
    }
}
