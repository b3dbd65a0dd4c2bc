namespace NeuralOde.Core.Programs.Plans;

/// <summary>What of a program can be done before its last input is known.</summary>
internal static class LastInput
{
    /// <summary>
    /// The program with the nodes that see its last input behind all others, which keep their order; and the number of
    /// those others.
    /// </summary>
    public static (Program Program, int Before) Deferred(Program program)
    {
        var nodes = program.Nodes;
        var sees = new bool[nodes.Count];
        for (var i = 0; i < sees.Length; i++)
        {
            sees[i] = nodes[i].Operation is Operation.Input(var input)
                ? input == program.Inputs.Count - 1
                : nodes[i].Arguments.Any(argument => sees[argument]);
        }

        int[] order = [.. Enumerable.Range(0, sees.Length).OrderBy(node => sees[node])];
        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++) places[order[i]] = i;
        return (
            program with
            {
                Nodes = [.. order.Select(node => nodes[node] with
                {
                    Arguments = [.. nodes[node].Arguments.Select(argument => places[argument])],
                })],
                Outputs = [.. program.Outputs.Select(output => output with { Node = places[output.Node] })],
            },
            sees.Count(isSeen => !isSeen));
    }
}
