using System.Collections.Immutable;
using NeuralOde.Core.Programs.Rules;

namespace NeuralOde.Core.Programs;

/// <summary>The vector–Jacobian product of a program, as a program.</summary>
/// <remarks>Source: Griewank, Walther, Evaluating Derivatives, 2nd ed., section 3.2 (reverse mode).</remarks>
public static class Pullback
{
    /// <summary>
    /// The program whose inputs are those of <paramref name="program"/> and then one cotangent per output,
    /// and whose outputs are the cotangents of the inputs.
    /// </summary>
    /// <param name="program">The function to differentiate.</param>
    /// <param name="withRespectTo">The inputs whose cotangents are wanted, in order; all if empty.</param>
    /// <remarks>The cotangent of an input that all lanes share is summed over the lanes.</remarks>
    public static Program Of(Program program, params ReadOnlySpan<int> withRespectTo)
    {
        int[] wanted = withRespectTo.IsEmpty
            ? [.. Enumerable.Range(0, program.Inputs.Count)]
            : [.. withRespectTo];
        ProgramInput[] inputs =
            [.. program.Inputs, .. program.Outputs.Select(output => Cotangent(program, output))];
        var pullback = Trace.Program(
            $"pullback of {program.Name}",
            inputs,
            values =>
            {
                var cotangents = Backwards(program, values);
                return
                [
                    .. wanted.Select(input => (
                        $"cotangent of {program.Inputs[input].Name}",
                        program.Inputs[input].Shared
                            ? LaneSummand.Of(cotangents[input])
                            : cotangents[input])),
                ];
            });
        return pullback with
        {
            Outputs =
            [
                .. pullback.Outputs.Zip(
                    wanted, (output, input) => output with { SummedOverLanes = program.Inputs[input].Shared }),
            ],
        };
    }

    private static ProgramInput Cotangent(Program program, ProgramOutput output) =>
        new($"cotangent of {output.Name}", program.Nodes[output.Node].Size, Shared: output.SummedOverLanes);

    /// <summary>
    /// Goes through the nodes from the last to the first; gives the cotangent of each input.
    /// </summary>
    private static Expression[] Backwards(Program program, IReadOnlyList<Expression> values)
    {
        var nodes = Inline.Nodes(program, [.. values.Take(program.Inputs.Count)]);
        var contributions = nodes.Select(_ => new List<Expression>()).ToArray();
        for (var i = 0; i < program.Outputs.Count; i++)
        {
            contributions[program.Outputs[i].Node].Add(values[program.Inputs.Count + i]);
        }

        var cotangents = program.Inputs.Select(input => Expression.Zero(input.Size)).ToArray();
        for (var n = nodes.Count - 1; n >= 0; n--)
        {
            var node = program.Nodes[n];
            var cotangent = ContributionSum.Of(contributions[n], node.Size);
            if (node.Operation is Operation.Input(var input)) cotangents[input] = cotangent;
            if (node.Arguments.Count == 0 || cotangent.Is(0)) continue;

            var rule = OperationRule.For(node.Operation);
            ImmutableArray<Expression> arguments = [.. node.Arguments.Select(argument => nodes[argument])];
            var at = new Application(arguments, nodes[n]);
            for (var a = 0; a < arguments.Length; a++)
            {
                contributions[node.Arguments[a]].Add(rule.Cotangent(at, a, cotangent));
            }
        }

        return cotangents;
    }
}
