using NeuralOde.Core.Programs.Rules;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs;

public sealed partial record VectorField
{
    /// <summary>A field from a C# function of t [1], y [state] and θ [parameters].</summary>
    /// <param name="state">The number of features of y.</param>
    /// <param name="parameters">The number of parameters; they start at 0.</param>
    /// <param name="function">Gives dy/dt; shape [state].</param>
    /// <exception cref="ArgumentException">Sizes do not fit; the message names the line.</exception>
    public static VectorField Define(
        int state, int parameters, Func<Expression, Expression, Expression, Expression> function) =>
        Define(state, Block(parameters), function);

    /// <summary>A field from a C# function of t [1], y [state] and θ [layout].</summary>
    /// <param name="state">The number of features of y.</param>
    /// <param name="layout">The tensors that θ is made of.</param>
    /// <param name="function">Gives dy/dt; shape [state].</param>
    /// <exception cref="ArgumentException">Sizes do not fit; the message names the line.</exception>
    public static VectorField Define(
        int state, ParameterLayout layout, Func<Expression, Expression, Expression, Expression> function) =>
        Define(new FieldSizes(state, layout, Inputs: 0), (t, y, p, _) => function(t, y, p));

    /// <summary>
    /// A field from a C# function of t [1], y [state], θ [parameters] and each lane's own u [inputs].
    /// </summary>
    /// <param name="state">The number of features of y.</param>
    /// <param name="parameters">The number of parameters; they start at 0.</param>
    /// <param name="inputs">The number of inputs of each lane.</param>
    /// <param name="function">Gives dy/dt; shape [state].</param>
    /// <exception cref="ArgumentException">Sizes do not fit; the message names the line.</exception>
    public static VectorField Define(
        int state,
        int parameters,
        int inputs,
        Func<Expression, Expression, Expression, Expression, Expression> function) =>
        Define(new FieldSizes(state, Block(parameters), inputs), function);

    /// <summary>
    /// A field from a C# function of t [1], y [state], θ [layout] and each lane's own u [inputs].
    /// </summary>
    /// <param name="sizes">What the arguments are made of.</param>
    /// <param name="function">Gives dy/dt; shape [state].</param>
    /// <exception cref="ArgumentException">Sizes do not fit; the message names the line.</exception>
    public static VectorField Define(
        FieldSizes sizes, Func<Expression, Expression, Expression, Expression, Expression> function)
    {
        Misuse.Unless(
            sizes.State >= 1, $"A vector field needs a state of at least 1 feature, not {sizes.State}.");
        var program = Trace.Program(
            "vector field",
            [
                new ProgramInput("t", 1, Shared: false),
                new ProgramInput("y", sizes.State, Shared: false),
                new ProgramInput("parameters", sizes.Layout.Total, Shared: true),
                new ProgramInput("inputs", sizes.Inputs, Shared: false),
            ],
            inputs => [("dy/dt", Checked(function(inputs[0], inputs[1], inputs[2], inputs[3]), sizes.State))]);
        return new VectorField(program, sizes.Layout);
    }

    private static ParameterLayout Block(int parameters) => new(
        parameters == 0 ? [] : [new ParameterBlock("parameters", [parameters], new StartValue.Constant(0))]);

    private static Expression Checked(Expression value, int state)
    {
        Misuse.Unless(
            value.Size == state,
            $"The vector field gives dy/dt [{value.Size}], but the state is y [{state}]{Misfit.Place()}.");
        return value;
    }
}

/// <summary>The sizes of what a vector field reads.</summary>
/// <param name="State">The number of features of y.</param>
/// <param name="Layout">The tensors that θ is made of.</param>
/// <param name="Inputs">The number of inputs that each lane has of its own.</param>
public sealed record FieldSizes(int State, ParameterLayout Layout, int Inputs);
