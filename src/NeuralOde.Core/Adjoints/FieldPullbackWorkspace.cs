using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// The pullback of a vector field with respect to some of its inputs, ready to run in a tile.
/// </summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class FieldPullbackWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Plan<T> _plan;
    private readonly PlanMemory<T> _memory;
    private readonly int[] _wanted;

    /// <param name="field">The field.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="wanted">
    /// The inputs whose cotangents are wanted; those of size 0 are left out, one at least is not.
    /// </param>
    public FieldPullbackWorkspace(VectorField field, int lanes, params ReadOnlySpan<int> wanted)
    {
        _wanted = [.. wanted.ToArray().Where(input => field.Program.Inputs[input].Size > 0)];
        _plan = Plan<T>.Compile(Pullback.Of(field.Program, _wanted), lanes);
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

    /// <summary>The cotangents of the slopes, to be written; shape [state, lanes].</summary>
    public Span<T> SlopeCotangents => _memory.Input(FieldInput.Cotangent);

    /// <summary>
    /// The cotangent of an input: of the last run, shape [size, lanes]; of θ the sum of all runs since
    /// <see cref="Bind"/>, shape [parameters]. Empty if the input has size 0.
    /// </summary>
    public ReadOnlySpan<T> CotangentOf(int input)
    {
        var output = Array.IndexOf(_wanted, input);
        return output < 0 ? [] : _memory.Output(output);
    }

    /// <summary>Takes θ, and begins a new sum of its cotangents.</summary>
    public void Bind(ReadOnlySpan<T> parameters)
    {
        parameters.CopyTo(_memory.Input(FieldInput.Parameters));
        _plan.Bind(_memory);
        _memory.ClearSums();
    }

    /// <summary>Adds the sum of θ̄ over all runs since <see cref="Bind"/>.</summary>
    public void AddParametersCotangentTo(Span<T> destination)
    {
        var sum = CotangentOf(FieldInput.Parameters);
        for (var i = 0; i < sum.Length; i++) destination[i] += sum[i];
    }

    /// <summary>How it is carried out, a line a step.</summary>
    public IReadOnlyList<string> Explain() => _plan.Explain();

    /// <summary>Pulls the cotangents back in all lanes.</summary>
    public void Run() => _plan.Run(_memory);
}
