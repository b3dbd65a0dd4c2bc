using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs;

/// <summary>Finds parameters that no output depends on and that therefore would never learn.</summary>
public static class Reachability
{
    /// <summary>The tensors of the layout that no output of the program can see, in order.</summary>
    /// <param name="program">
    /// A program; its input <paramref name="parameters"/> holds the tensors of the layout.
    /// </param>
    /// <param name="layout">The tensors.</param>
    /// <param name="parameters">The index of the input that holds θ.</param>
    public static ValueArray<ParameterBlock> Unreached(
        Program program, ParameterLayout layout, int parameters)
    {
        var seen = Seen(program, parameters);
        var starts = layout.Blocks.Select((_, i) => layout.Blocks.Take(i).Sum(before => before.Size));
        return
        [
            .. layout.Blocks.Zip(starts)
                .Where(block => !seen.AsSpan(block.Second, block.First.Size).Contains(true))
                .Select(block => block.First),
        ];
    }

    /// <summary>The error that names a tensor which receives no gradient, or none if all do.</summary>
    /// <param name="field">The vector field.</param>
    public static string? Fault(VectorField field)
    {
        const int Parameters = 2;
        var unreached = Unreached(field.Program, field.Layout, Parameters);
        return unreached.Count == 0
            ? null
            : $"The parameters {string.Join(", ", unreached.Select(block => $"'{block.Name}'"))} do not enter "
              + $"{field.Program.Name}, so they receive no gradient. Use them, or take them out of the layout.";
    }

    /// <summary>
    /// Which features of an input are read; a node that is no slice reads all that it is given.
    /// </summary>
    private static bool[] Seen(Program program, int input)
    {
        var seen = new bool[program.Inputs[input].Size];
        foreach (var node in program.Nodes)
        {
            var read = node.Operation is Operation.Slice(var start, var length)
                ? start..(start + length)
                : ..;
            if (node.Arguments.Any(IsInput)) seen.AsSpan(read).Fill(true);
        }

        if (program.Outputs.Any(output => IsInput(output.Node))) seen.AsSpan().Fill(true);
        return seen;

        bool IsInput(int node) => program.Nodes[node].Operation is Operation.Input(var index)
            && index == input;
    }
}
