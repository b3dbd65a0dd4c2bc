using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs;

/// <summary>
/// A field and its pullback, cut where the one can hand on what the other would compute again: products and
/// functions that do not depend on the cotangent, such as the hidden layers of a net.
/// </summary>
/// <param name="Field">The field with what is kept as outputs behind the slope.</param>
/// <param name="Pullback">Its pullback with what is kept as inputs ahead of the cotangent.</param>
internal sealed record KeptValues(Program Field, Program Pullback)
{
    /// <summary>
    /// Of a field with more numbers to keep nothing is kept: a tape would not stay in the second cache, and to read
    /// it would take as long as to compute it.
    /// </summary>
    private const int MostNumbers = 64;

    /// <summary>Cuts a field and its pullback, unless there is nothing to keep, or too much.</summary>
    public static KeptValues Of(Program field, Program pullback)
    {
        var places = PlacesIn(pullback, field);
        var kept = Needed(pullback, [.. places]);
        var numbers = kept.Sum(node => pullback.Nodes[node].Size);
        if (numbers is 0 or > MostNumbers) return new(field, pullback);
        var outputs = kept.Select(node => new ProgramOutput(Name(node), Array.IndexOf(places, node), false));
        return new(
            field with { Outputs = [.. field.Outputs, .. outputs] },
            WithInputs(pullback, kept));
    }

    /// <summary>Where the nodes of the field stand in its pullback, −1 for those that do not.</summary>
    private static int[] PlacesIn(Program pullback, Program field)
    {
        var known = new Dictionary<Node, int>();
        for (var i = 0; i < pullback.Nodes.Count; i++) known.Add(pullback.Nodes[i], i);
        var places = new int[field.Nodes.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var node = field.Nodes[i];
            var there = node with { Arguments = [.. node.Arguments.Select(argument => places[argument])] };
            places[i] = known.GetValueOrDefault(there, -1);
        }

        return places;
    }

    /// <summary>
    /// The nodes at which a walk from the outputs of the pullback to its inputs can stop, in order.
    /// </summary>
    private static int[] Needed(Program pullback, HashSet<int> computed)
    {
        var nodes = pullback.Nodes;
        var (isShared, isNeeded) = (new bool[nodes.Count], new bool[nodes.Count]);
        for (var i = 0; i < nodes.Count; i++)
        {
            isShared[i] = nodes[i].Operation is Operation.Input(var input)
                ? pullback.Inputs[input].Shared
                : nodes[i].Arguments.All(argument => isShared[argument]);
        }

        foreach (var output in pullback.Outputs) isNeeded[output.Node] = true;
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (!isNeeded[i] || IsKept(i)) continue;
            foreach (var argument in nodes[i].Arguments) isNeeded[argument] = true;
        }

        return [.. Enumerable.Range(0, nodes.Count).Where(node => isNeeded[node] && IsKept(node))];

        bool IsKept(int node) => computed.Contains(node) && !isShared[node] && IsDear(nodes[node].Operation);
    }

    private static bool IsDear(Operation operation) => operation is
        Operation.Unary or Operation.MatrixVector or Operation.TransposedMatrixVector or Operation.Convolution;

    private static Program WithInputs(Program pullback, int[] kept)
    {
        var cotangent = pullback.Inputs.Count - 1;
        var inputs = kept.Select(node => new ProgramInput(Name(node), pullback.Nodes[node].Size, Shared: false));
        return pullback with
        {
            Inputs = [.. pullback.Inputs.Take(cotangent), .. inputs, pullback.Inputs[cotangent]],
            Nodes =
            [
                .. pullback.Nodes.Select((node, place) => (node.Operation, Array.IndexOf(kept, place)) switch
                {
                    (_, >= 0 and var at) => new Node(new Operation.Input(cotangent + at), [], node.Size),
                    (Operation.Input(var input), _) when input == cotangent =>
                        node with { Operation = new Operation.Input(cotangent + kept.Length) },
                    _ => node,
                }),
            ],
        };
    }

    private static string Name(int node) => $"kept {node}";
}
