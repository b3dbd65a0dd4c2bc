using System.Numerics;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>A plan whose inputs hold drawn numbers, uniform in ±1, ready to be run again and again.</summary>
internal sealed class BoundPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Plan<T> _plan;

    public BoundPlan(Core.Programs.Program program, int lanes, Seed seed)
    {
        _plan = Plan<T>.Compile(program, lanes);
        Memory = _plan.CreateMemory();
        for (var i = 0; i < program.Inputs.Count; i++) Draw.Into(Memory.Input(i), seed.Child((ulong)i));
        _plan.Bind(Memory);
    }

    /// <summary>Its inputs and outputs.</summary>
    public PlanMemory<T> Memory { get; }

    /// <summary>One evaluation in all lanes.</summary>
    public void Run() => _plan.Run(Memory);
}
