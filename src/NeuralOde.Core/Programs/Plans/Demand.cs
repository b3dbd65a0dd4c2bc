namespace NeuralOde.Core.Programs.Plans;

/// <summary>What of a program has to be computed, and how long each result is needed.</summary>
/// <param name="Program">The program.</param>
/// <param name="IsShared">True for a node that depends on shared inputs only.</param>
/// <param name="Sums">The sums over lanes that outputs are made of.</param>
/// <param name="LastUse">
/// The last turn that needs a node; −1 if none does, Forever if it stays to the end. Node i has turn 2i.
/// </param>
/// <param name="Owner">
/// The node whose buffer holds the result of a node: a part of a result is no copy.
/// </param>
internal sealed record Demand(
    Program Program,
    IReadOnlyList<bool> IsShared,
    IReadOnlyList<LaneSum> Sums,
    IReadOnlyList<int> LastUse,
    IReadOnlyList<int> Owner)
{
    public const int Forever = int.MaxValue;

    /// <summary>
    /// A result of up to so many features is kept for a sum over lanes to the end of a run: if nothing is
    /// written over it, the sum can wait for a chain to end.
    /// </summary>
    private const int MostFeaturesKept = 64;

    /// <summary>True for a result of so many features if it stays to the end, once it is in a sum over lanes.</summary>
    public static bool IsKeptForSums(int features) => features <= MostFeaturesKept;

    public static Demand Of(Program program)
    {
        var nodes = program.Nodes;
        var (shared, owner) = (new bool[nodes.Count], new int[nodes.Count]);
        for (var i = 0; i < nodes.Count; i++)
        {
            shared[i] = nodes[i].Operation is Operation.Input input
                ? program.Inputs[input.Index].Shared
                : nodes[i].Arguments.All(argument => shared[argument]);
            var isPart = nodes[i].Operation is Operation.Slice or Operation.Broadcast;
            owner[i] = isPart ? owner[nodes[i].Arguments[0]] : i;
        }

        var sums = LaneSum.Of(program);
        var last = Enumerable.Repeat(-1, nodes.Count).ToArray();
        foreach (var output in program.Outputs.Where(output => !output.SummedOverLanes))
        {
            Use(output.Node, Forever);
        }
        foreach (var sum in sums)
        {
            UseInSum(sum.Y, sum.Turn);
            if (sum.X >= 0) UseInSum(sum.X, sum.Turn);
        }

        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (last[i] < 0) continue;
            foreach (var argument in nodes[i].Arguments) Use(argument, owner[i] == i ? 2 * i : last[i]);
        }

        return new(program, shared, sums, last, owner);

        void UseInSum(int node, int turn) => Use(node, IsKeptForSums(nodes[node].Size) ? Forever : turn);

        void Use(int node, int turn) => last[node] = Math.Max(last[node], turn);
    }
}
