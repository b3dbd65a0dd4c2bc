using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>States and parameters of a field in a tile of lanes, to be evaluated in two ways.</summary>
internal sealed class FieldTile<T>(VectorField field, int lanes, Seed seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BoundPlan<T> _plan = new(field.Program, lanes, seed);
    private readonly T[] _slopes = new T[field.State * lanes];

    /// <summary>The slopes of the plan's last evaluation; shape [state, lanes].</summary>
    public ReadOnlySpan<T> ByPlan => _plan.Memory.Output(0);

    /// <summary>The slopes of the loop's last evaluation; shape [state, lanes].</summary>
    public ReadOnlySpan<T> ByHand => _slopes;

    /// <summary>By the plan of the traced field.</summary>
    public void Evaluate() => _plan.Run();

    /// <summary>By a loop.</summary>
    public void Evaluate(HandWritten.Loop<T> loop) => loop(_plan.Memory.Input(1), _plan.Memory.Input(2), _slopes);
}
