using System.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>The buffers of one plan; used by one thread at a time.</summary>
/// <typeparam name="T">The type of the states and parameters.</typeparam>
public sealed class PlanMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _values;

    internal PlanMemory(PlanLayout layout)
    {
        Layout = layout;
        // The last feature of one lane may be read with as much as fills a vector behind it.
        _values = new(layout.Length, behind: Plan<T>.Granule);
        foreach (var (to, values) in layout.Fills)
        {
            var into = At(to);
            for (var i = 0; i < into.Length; i++) into[i] = T.CreateChecked(values[i]);
        }
    }

    internal PlanLayout Layout { get; }

    /// <summary>The lanes whose outer sums are not in their places yet.</summary>
    internal GatheredWorkspace Gathered { get; } = new();

    /// <summary>All of it.</summary>
    internal AlignedBuffer<T> Buffer => _values;

    internal Span<T> Values => _values.Values;

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
        if (Gathered.Rows > 0) Sum();
        for (var i = 0; i < Layout.Outputs.Length; i++)
        {
            if (Layout.Program.Outputs[i].SummedOverLanes) Output(i).Clear();
        }
    }

    /// <summary>Counts the rows of a run, and sums when there is no room for as many as a run can have.</summary>
    internal void Gather(int rows, int most)
    {
        if (Layout.Rows == 0) return;
        Gathered.Rows += rows;
        if (Gathered.Rows + most > Layout.Rows) Sum();
    }

    private void Sum()
    {
        Executor.Run(Layout.Sum, Values, Gathered.Rows);
        Gathered.Rows = 0;
    }

    /// <summary>What stands at a place; shape [features, lanes].</summary>
    internal Span<T> At(Place place) => Values.Slice(place.Start, place.Length);
}
