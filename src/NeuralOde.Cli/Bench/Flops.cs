using NeuralOde.Core.Programs;

namespace NeuralOde.Cli.Bench;

/// <summary>The additions and multiplications in the matrix products of programs, in one lane.</summary>
/// <param name="Evaluation">One evaluation of a field.</param>
/// <param name="Pullback">One pullback to the state and θ, with what it evaluates of the field again.</param>
/// <remarks>
/// A product with a matrix of w entries counts 2w, whether with W, with Wᵀ or as an outer product that is added up.
/// Nothing else counts: no bias, no activation, no sum of stages, no lane that stands idle.
/// </remarks>
internal sealed record Flops(long Evaluation, long Pullback)
{
    /// <summary>Counts in the programs that are carried out.</summary>
    public static Flops Of(VectorField field) =>
        new(In(field.Program), In(Core.Programs.Pullback.Of(field.Program, 1, 2)));

    private static long In(Core.Programs.Program program) => program.Nodes.Sum(node => node.Operation switch
    {
        Operation.MatrixVector o => 2L * o.Rows * o.Columns,
        Operation.TransposedMatrixVector o => 2L * o.Rows * o.Columns,
        Operation.Outer => 2L * node.Size,
        _ => 0,
    });
}
