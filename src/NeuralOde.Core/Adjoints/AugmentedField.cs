using NeuralOde.Core.Programs;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// The adjoint equation beside the field's own: d(y, a)/dt = (f, −(∂f/∂y)ᵀa), made from the field's program.
/// </summary>
/// <remarks>
/// Source: Chen, Rubanova, Bettencourt, Duvenaud, Neural ordinary differential equations, 2018, (4).
/// </remarks>
internal static class AugmentedField
{
    private const int State = 1;

    /// <summary>The field whose state is that of <paramref name="field"/> and then its cotangent.</summary>
    public static VectorField Of(VectorField field)
    {
        var pullback = Pullback.Of(field.Program, State);
        ProgramInput[] inputs = [.. field.Program.Inputs];
        inputs[State] = new("y and a", 2 * field.State, Shared: false);
        var program = Trace.Program($"adjoint of {field.Program.Name}", inputs, values =>
        {
            var (y, a) = (values[State][..field.State], values[State][field.State..]);
            Expression[] arguments = [values[0], y, .. values.Skip(State + 1)];
            var slope = Inline.Of(field.Program, arguments)[0];
            var pulled = Inline.Of(pullback, [.. arguments, a])[0];
            return [("d(y, a)/dt", Concatenate(slope, -pulled))];
        });
        return new VectorField(program, field.Layout);
    }
}
