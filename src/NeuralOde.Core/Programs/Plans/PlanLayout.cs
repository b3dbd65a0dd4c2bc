using System.Collections.Immutable;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>Where the values of a program lie in the memory of its plan.</summary>
internal sealed record PlanLayout(
    Program Program,
    int Lanes,
    ImmutableArray<PlanBuffer> Inputs,
    ImmutableArray<PlanBuffer> Nodes,
    ImmutableArray<PlanBuffer> Outputs)
{
    /// <summary>Buffers begin at a multiple of this many elements, which is 64 bytes or more.</summary>
    private const int Alignment = 16;

    public int Length => Outputs.Concat(Nodes).Concat(Inputs).Max(buffer => buffer.Start + buffer.Length);

    public static PlanLayout Of(Program program, int lanes)
    {
        var end = 0;
        var inputs = program.Inputs.Select(input => Take(input.Size, input.Shared)).ToImmutableArray();
        var nodes = ImmutableArray.CreateBuilder<PlanBuffer>();
        foreach (var node in program.Nodes)
        {
            nodes.Add(node.Operation is Operation.Input input
                ? inputs[input.Index]
                : Take(node.Size, node.Arguments.All(argument => nodes[argument].Shared)));
        }

        var outputs = program.Outputs.Select(output => output.SummedOverLanes || nodes[output.Node].Shared
            ? Take(program.Nodes[output.Node].Size, output.SummedOverLanes)
            : nodes[output.Node]).ToImmutableArray();
        return new(program, lanes, inputs, nodes.ToImmutable(), outputs);

        PlanBuffer Take(int size, bool shared)
        {
            var buffer = new PlanBuffer(end, shared ? size : size * lanes, shared);
            end = (end + buffer.Length + Alignment - 1) / Alignment * Alignment;
            return buffer;
        }
    }

    public bool IsShared(int node) => Nodes[node].Shared;
}

/// <summary>A run of elements in the memory of a plan: one value for each feature if shared, else one for each feature and lane.</summary>
internal readonly record struct PlanBuffer(int Start, int Length, bool Shared);
