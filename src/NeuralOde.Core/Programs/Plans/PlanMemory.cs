using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>The buffers of one plan; used by one thread at a time.</summary>
/// <typeparam name="T">The type of the states and parameters.</typeparam>
public sealed class PlanMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values;
    private readonly int _start;

    internal PlanMemory(PlanLayout layout)
    {
        Layout = layout;
        // Pinned, so that buffers stay where a whole vector lies in one cache line; the last feature of one lane may
        // be read with as much as fills a vector behind it.
        _values = GC.AllocateArray<T>(layout.Length + 2 * Plan<T>.Granule, pinned: true);
        _start = Misplaced(ref _values[0]);
        foreach (var (to, values) in layout.Fills)
        {
            var into = At(to);
            for (var i = 0; i < into.Length; i++) into[i] = T.CreateChecked(values[i]);
        }
    }

    internal PlanLayout Layout { get; }

    /// <summary>The rows that runs have gathered, and that were not summed yet.</summary>
    internal GatheredWorkspace Gathered { get; } = new();

    internal Span<T> Values => _values.AsSpan(_start, Layout.Length);

    /// <summary>An input, to be written; shape [size, lanes], or [size] if it is shared.</summary>
    /// <param name="index">Its place among the program's inputs.</param>
    public Span<T> Input(int index) => At(Layout.Inputs[index]);

    /// <summary>
    /// An output; shape [size, lanes], or the accumulators [size] if it is summed over lanes.
    /// </summary>
    /// <param name="index">Its place among the program's outputs.</param>
    public Span<T> Output(int index)
    {
        if (Gathered.Rows > 0 && Layout.Program.Outputs[index].SummedOverLanes) Sum();
        return At(Layout.Outputs[index]);
    }

    /// <summary>Sets the accumulators of all outputs that are summed over lanes to 0.</summary>
    public void ClearSums()
    {
        Gathered.Rows = 0;
        for (var i = 0; i < Layout.Outputs.Length; i++)
        {
            if (Layout.Program.Outputs[i].SummedOverLanes) Output(i).Clear();
        }
    }

    /// <summary>Counts the rows of a run, and sums when there is no room for another.</summary>
    internal void Gather(int lanes)
    {
        if (Layout.Rows == 0) return;
        Gathered.Rows += lanes;
        if (Gathered.Rows + lanes > Layout.Rows) Sum();
    }

    private void Sum()
    {
        Executor.Run(Layout.Sum, Values, Gathered.Rows);
        Gathered.Rows = 0;
    }

    /// <summary>What stands at a place; shape [features, lanes].</summary>
    internal Span<T> At(Place place) => Values.Slice(place.Start, place.Length);

    /// <summary>
    /// The number of elements from a place in memory to the next that is a multiple of 64 bytes.
    /// </summary>
    private static int Misplaced(ref T first)
    {
        var address = (int)(Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref first) & 63);
        return (64 - address) % 64 / Unsafe.SizeOf<T>();
    }
}
