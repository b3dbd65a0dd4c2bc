using System.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>The buffers of one plan; used by one thread at a time.</summary>
/// <typeparam name="T">The type of the states and parameters.</typeparam>
public sealed class PlanMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values;

    internal PlanMemory(PlanLayout layout)
    {
        Layout = layout;
        _values = GC.AllocateArray<T>(layout.Length, pinned: true);
        foreach (var (node, index) in layout.Program.Nodes.Select((node, index) => (node, index)))
        {
            if (node.Operation is not Operation.Constant constant) continue;
            var into = Node(index);
            for (var i = 0; i < into.Length; i++) into[i] = T.CreateChecked(constant.Values[i]);
        }
    }

    internal PlanLayout Layout { get; }

    /// <summary>An input, to be written; shape [size, lanes], or [size] if it is shared.</summary>
    /// <param name="index">Its place among the program's inputs.</param>
    public Span<T> Input(int index) => At(Layout.Inputs[index]);

    /// <summary>An output; shape [size, lanes], or the accumulators [size] if it is summed over lanes.</summary>
    /// <param name="index">Its place among the program's outputs.</param>
    public Span<T> Output(int index) => At(Layout.Outputs[index]);

    /// <summary>Sets the accumulators of all outputs that are summed over lanes to 0.</summary>
    public void ClearSums()
    {
        for (var i = 0; i < Layout.Program.Outputs.Count; i++)
        {
            if (Layout.Program.Outputs[i].SummedOverLanes) Output(i).Clear();
        }
    }

    internal Span<T> Node(int node) => At(Layout.Nodes[node]);

    private Span<T> At(PlanBuffer buffer) => _values.AsSpan(buffer.Start, buffer.Length);
}
