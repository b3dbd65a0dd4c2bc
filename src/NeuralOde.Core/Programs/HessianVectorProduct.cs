using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs;

/// <summary>The product of the Hessian of a scalar program with a vector.</summary>
public static class HessianVectorProduct
{
    /// <summary>
    /// The program whose inputs are those of <paramref name="program"/> and then a vector, and whose output
    /// is the Hessian with respect to one input times that vector: the pushforward of the pullback.
    /// </summary>
    /// <param name="program">A function with one output, of size 1.</param>
    /// <param name="withRespectTo">The index of the input.</param>
    /// <exception cref="ArgumentException">The output is not a number.</exception>
    public static Program Of(Program program, int withRespectTo)
    {
        Misuse.Unless(
            program.Outputs is [var only] && program.Nodes[only.Node].Size == 1,
            $"A Hessian needs one output of size 1, which {program.Name} has not.");
        var pushforward = Pushforward.Of(Pullback.Of(program, withRespectTo));
        ProgramInput[] inputs = [.. program.Inputs, program.Inputs[withRespectTo] with { Name = "vector" }];
        var product = Trace.Program(
            $"Hessian-vector product of {program.Name}",
            inputs,
            values =>
            {
                Expression[] own = [.. values.Take(program.Inputs.Count), 1];
                var tangents = Jacobian.Tangents(own, withRespectTo, values[^1]);
                return [("product", Inline.Of(pushforward, [.. own, .. tangents])[0])];
            });
        var summed = product.Outputs[0] with { SummedOverLanes = program.Inputs[withRespectTo].Shared };
        return product with { Outputs = [summed] };
    }
}
