using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>
/// A program compiled for an element type and a number of lanes; it never changes and serves any thread.
/// </summary>
/// <typeparam name="T">The type of the states and parameters.</typeparam>
public sealed class Plan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PlanLayout _layout;
    private readonly PlanRun<T> _run;

    internal Plan(PlanLayout layout) => (_layout, _run) = (layout, new(layout.Run, layout.Lanes));

    /// <summary>
    /// What the lanes of a tile are a whole number of: 64 bytes. One lane alone needs no more: then the features stand
    /// one behind the other.
    /// </summary>
    public static int Granule => 64 / Unsafe.SizeOf<T>();

    /// <summary>The program that is carried out.</summary>
    public Program Program => _layout.Program;

    /// <summary>The number of lanes of one evaluation.</summary>
    public int Lanes => _layout.Lanes;

    /// <summary>Makes the plan of a program.</summary>
    /// <param name="program">What is to be evaluated.</param>
    /// <param name="lanes">The number of lanes; 1, or a positive multiple of <see cref="Granule"/>.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="lanes"/> is neither, or a shape does not fit.
    /// </exception>
    public static Plan<T> Compile(Program program, int lanes)
    {
        ArgumentNullException.ThrowIfNull(program);
        Misuse.Unless(
            lanes == 1 || (lanes > 0 && lanes % Granule == 0),
            $"A plan of {lanes} lanes is asked for, but lanes come alone or in granules of {Granule}: round up.");
        return new(PlanCompiler.Compile(program, lanes, Granule).Fused());
    }

    /// <summary>How the program is carried out, a line a step, for people to read.</summary>
    public IReadOnlyList<string> Explain() => PlanText.Of(_layout, Unsafe.SizeOf<T>());

    /// <summary>The buffers of one thread; all inputs are 0, and bound.</summary>
    public PlanMemory<T> CreateMemory()
    {
        var memory = new PlanMemory<T>(_layout);
        Bind(memory);
        return memory;
    }

    /// <summary>
    /// Evaluates what depends on shared inputs only; to be called after those were written.
    /// </summary>
    /// <param name="memory">Buffers made by this plan.</param>
    /// <exception cref="ArgumentException"><paramref name="memory"/> was made by another plan.</exception>
    public void Bind(PlanMemory<T> memory) => Executor.Run(_layout.Bind, Own(memory), 0);

    /// <summary>
    /// Evaluates the program once in all lanes; sums over lanes are added to their accumulators.
    /// </summary>
    /// <param name="memory">Buffers made by this plan and bound to their shared inputs.</param>
    /// <exception cref="ArgumentException"><paramref name="memory"/> was made by another plan.</exception>
    public void Run(PlanMemory<T> memory)
    {
        _run.Run(Own(memory), memory.Gathered.Rows);
        memory.Gather(Lanes, Lanes);
    }

    private Span<T> Own(PlanMemory<T> memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return ReferenceEquals(memory.Layout, _layout) ? memory.Values : throw Foreign(memory);
    }

    private ArgumentException Foreign(PlanMemory<T> memory) => new(
        $"This memory was made for a plan of {memory.Layout.Program.Name}, not for this plan of {Program.Name}: "
        + "use CreateMemory of the plan that is run.");
}
