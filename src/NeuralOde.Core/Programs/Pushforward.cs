using System.Collections.Immutable;
using NeuralOde.Core.Programs.Rules;

namespace NeuralOde.Core.Programs;

/// <summary>The Jacobian–vector product of a program, as a program.</summary>
/// <remarks>Source: Griewank, Walther, Evaluating Derivatives, 2nd ed., section 3.1 (forward mode).</remarks>
public static class Pushforward
{
    /// <summary>
    /// The program whose inputs are those of <paramref name="program"/> and then one tangent per input, and
    /// whose outputs are the tangents of the outputs.
    /// </summary>
    /// <param name="program">The function to differentiate.</param>
    public static Program Of(Program program)
    {
        ProgramInput[] inputs = [.. program.Inputs, .. program.Inputs.Select(Tangent)];
        var pushforward = Trace.Program(
            $"pushforward of {program.Name}",
            inputs,
            values =>
            {
                var tangents = Forwards(program, values);
                return [.. program.Outputs.Select(output => ($"tangent of {output.Name}", tangents[output.Node]))];
            });
        return pushforward with
        {
            Outputs =
            [
                .. pushforward.Outputs.Zip(
                    program.Outputs, (tangent, output) => tangent with { SummedOverLanes = output.SummedOverLanes }),
            ],
        };
    }

    private static ProgramInput Tangent(ProgramInput input) =>
        input with { Name = $"tangent of {input.Name}" };

    /// <summary>Goes through the nodes from the first to the last; gives the tangent of each.</summary>
    private static List<Expression> Forwards(Program program, IReadOnlyList<Expression> values)
    {
        var nodes = Inline.Nodes(program, [.. values.Take(program.Inputs.Count)]);
        var tangents = new List<Expression>(nodes.Count);
        for (var n = 0; n < nodes.Count; n++)
        {
            var node = program.Nodes[n];
            if (node.Operation is Operation.Input(var input))
            {
                tangents.Add(values[program.Inputs.Count + input]);
                continue;
            }

            var rule = OperationRule.For(node.Operation);
            ImmutableArray<Expression> arguments = [.. node.Arguments.Select(argument => nodes[argument])];
            var at = new Application(arguments, nodes[n]);
            Expression[] contributions =
            [
                .. from argument in Enumerable.Range(0, arguments.Length)
                   let tangent = tangents[node.Arguments[argument]]
                   where !tangent.Is(0)
                   select rule.Tangent(at, argument, tangent),
            ];
            tangents.Add(ContributionSum.Of(contributions, node.Size));
        }

        return tangents;
    }
}
