using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;

namespace NeuralOde.Core.Adjoints;

/// <summary>A vector field, ready to run in a tile.</summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class FieldPlanWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Plan<T> _plan;
    private readonly PlanMemory<T> _memory;

    public FieldPlanWorkspace(VectorField field, int lanes)
    {
        _plan = Plan<T>.Compile(field.Program, lanes);
        _memory = _plan.CreateMemory();
    }

    /// <summary>The time of each lane, to be written; shape [lanes].</summary>
    public Span<T> Times => _memory.Input(FieldInput.Time);

    /// <summary>The states, to be written; shape [state, lanes].</summary>
    public Span<T> States => _memory.Input(FieldInput.State);

    /// <summary>
    /// What each lane feeds the field beside its state, to be written; shape [inputs, lanes].
    /// </summary>
    public Span<T> Inputs => _memory.Input(FieldInput.Inputs);

    /// <summary>What the last run gave; shape [state, lanes].</summary>
    public ReadOnlySpan<T> Slopes => _memory.Output(0);

    /// <summary>Takes θ.</summary>
    public void Bind(ReadOnlySpan<T> parameters)
    {
        parameters.CopyTo(_memory.Input(FieldInput.Parameters));
        _plan.Bind(_memory);
    }

    /// <summary>Evaluates the field in all lanes.</summary>
    public void Run() => _plan.Run(_memory);
}

/// <summary>
/// The places of a vector field's inputs, and of the cotangent behind them in its pullback.
/// </summary>
internal static class FieldInput
{
    public const int Time = 0, State = 1, Parameters = 2, Inputs = 3, Cotangent = 4;
}
