using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs;

/// <summary>Calls a program inside of another one.</summary>
public static class Inline
{
    /// <summary>The program's results for these arguments, in the order of its outputs.</summary>
    /// <exception cref="ArgumentException">An argument has another size than the program's input.</exception>
    public static IReadOnlyList<Expression> Of(Program program, IReadOnlyList<Expression> arguments)
    {
        var nodes = Nodes(program, arguments);
        return [.. program.Outputs.Select(output => nodes[output.Node])];
    }

    /// <summary>The value of every node of the program for these arguments.</summary>
    internal static IReadOnlyList<Expression> Nodes(Program program, IReadOnlyList<Expression> arguments)
    {
        Misuse.Unless(
            program.Inputs.Select(input => input.Size).SequenceEqual(
                arguments.Select(argument => argument.Size)),
            $"{program.Name} needs {Sizes(program.Inputs.Select(input => (input.Name, input.Size)))}, "
            + $"but got {Sizes(arguments.Select((argument, i) => ($"argument {i}", argument.Size)))}.");

        var values = new List<Expression>(program.Nodes.Count);
        foreach (var node in program.Nodes)
        {
            values.Add(node.Operation is Operation.Input(var index)
                ? arguments[index]
                : Expression.Of(node.Operation, [.. node.Arguments.Select(argument => values[argument])]));
        }

        return values;
    }

    private static string Sizes(IEnumerable<(string Name, int Size)> vectors) =>
        string.Join(", ", vectors.Select(vector => $"{vector.Name} [{vector.Size}]"));
}
