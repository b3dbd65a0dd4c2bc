using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs;

/// <summary>The Jacobian of a program's first output.</summary>
public static class Jacobian
{
    /// <summary>
    /// The program with the same inputs whose output is ∂output/∂input by rows; shape [output, input].
    /// </summary>
    /// <param name="program">The function to differentiate.</param>
    /// <param name="withRespectTo">The index of the input.</param>
    public static Program Of(Program program, int withRespectTo)
    {
        var pushforward = Pushforward.Of(program);
        return Trace.Program(
            $"Jacobian of {program.Name}",
            program.Inputs.AsSpan(),
            inputs => [("Jacobian", ByRows(Columns(pushforward, inputs, withRespectTo)))]);
    }

    /// <summary>∂output/∂(each feature of an input), each of the size of the output.</summary>
    internal static Expression[] Columns(
        Program pushforward, IReadOnlyList<Expression> inputs, int withRespectTo) =>
    [
        .. Enumerable.Range(0, inputs[withRespectTo].Size)
            .Select(feature => Tangents(inputs, withRespectTo, Pad(1, feature, inputs[withRespectTo].Size)))
            .Select(tangents => Inline.Of(pushforward, [.. inputs, .. tangents])[0]),
    ];

    /// <summary>A tangent of one input among zeros for the others.</summary>
    internal static IEnumerable<Expression> Tangents(
        IReadOnlyList<Expression> inputs, int withRespectTo, Expression tangent) =>
        inputs.Select((input, i) => i == withRespectTo ? tangent : Expression.Zero(input.Size));

    private static Expression ByRows(Expression[] columns) => Vector(
        [
            .. from row in Enumerable.Range(0, columns[0].Size)
               from column in columns
               select column[row],
        ]);
}
