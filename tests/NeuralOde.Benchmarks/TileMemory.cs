using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Values;

namespace NeuralOde.Benchmarks;

/// <summary>A plan with its memory, whose inputs are uniform in ±1, bound and ready to run.</summary>
public sealed class TileMemory
{
    private readonly Plan<float> _plan;
    private readonly PlanMemory<float> _memory;

    public TileMemory(Core.Programs.Program program, int lanes)
    {
        _plan = Plan<float>.Compile(program, lanes);
        _memory = _plan.CreateMemory();
        for (var i = 0; i < program.Inputs.Count; i++) Uniform(_memory.Input(i), new Seed(1).Child((ulong)i));
        _plan.Bind(_memory);
    }

    /// <summary>A field of one hidden layer, as wide as it is given.</summary>
    public static VectorField Net(int state, int hidden) => VectorField.Mlp(state, [hidden], Activation.Tanh);

    public void Run() => _plan.Run(_memory);

    public static void Uniform(Span<float> destination, Seed seed)
    {
        for (var i = 0; i < destination.Length; i++) destination[i] = (float)(2 * seed.Uniform((ulong)i) - 1);
    }
}
