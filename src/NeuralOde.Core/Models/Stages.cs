using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Numerics;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Models;

/// <summary>Ready-made stages: short functions over programs and fields.</summary>
public static partial class Stages
{
    /// <summary>A dense layer: activation(b + W·x).</summary>
    /// <param name="inputs">The number of features of x.</param>
    /// <param name="outputs">The number of features of the result.</param>
    /// <param name="activation">The function applied to each of them.</param>
    public static Stage Dense(int inputs, int outputs, Activation activation = Activation.Identity) =>
        Net("dense", new([inputs, outputs], activation, activation));

    /// <summary>A multilayer perceptron.</summary>
    /// <param name="net">Its layers.</param>
    public static Stage Mlp(Mlp net) => Net("mlp", net);

    /// <summary>An ODE block from 0 to 1, a layer like any other.</summary>
    /// <param name="field">The vector field.</param>
    /// <param name="options">How it is solved.</param>
    public static Stage Block(VectorField field, SolveOptions options) =>
        new Stage.Ode(field, options, new Adjoint.Discrete(), new SolveSpan.Fixed(), HandsOn.End);

    /// <summary>A trajectory from each example's start, predicted at each of its observations.</summary>
    /// <param name="field">The vector field.</param>
    /// <param name="options">How it is solved.</param>
    public static Stage Trajectory(VectorField field, SolveOptions options) =>
        new Stage.Ode(
            field, options, new Adjoint.Discrete(), new SolveSpan.OfExample(), HandsOn.Observations);

    /// <summary>(x − mean)/deviation, feature by feature: data on the scale on which a net learns.</summary>
    /// <param name="means">The mean of each feature; in its unit.</param>
    /// <param name="deviations">The standard deviation of each feature; in its unit, not 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a deviation is not positive.</exception>
    public static Stage Standardise(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        var (mean, deviation) = Moments(means, deviations);
        return Function("standardise", means.Length, x => (x - mean) / deviation);
    }

    /// <summary>mean + deviation·x, feature by feature: back from <see cref="Standardise"/>.</summary>
    /// <param name="means">The mean of each feature; in its unit.</param>
    /// <param name="deviations">The standard deviation of each feature; in its unit, not 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a deviation is not positive.</exception>
    public static Stage Destandardise(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        var (mean, deviation) = Moments(means, deviations);
        return Function("destandardise", means.Length, x => mean + deviation * x);
    }

    /// <summary>Zeros behind the features: room in which trajectories pass one another.</summary>
    /// <param name="features">The number of features of x.</param>
    /// <param name="zeros">The number of zeros.</param>
    /// <remarks>Source: Dupont, Doucet, Teh, Augmented neural ODEs, NeurIPS 2019, section 4.</remarks>
    public static Stage Augment(int features, int zeros) =>
        Function("augment", features, x => Pad(x, 0, features + zeros));

    /// <summary>The first features; the others are dropped.</summary>
    /// <param name="features">The number of features of x.</param>
    /// <param name="kept">The number of those that stay.</param>
    public static Stage Take(int features, int kept) => Function("take", features, x => x[..kept]);

    /// <summary>A function of a row without parameters.</summary>
    /// <param name="name">What messages and model files call it.</param>
    /// <param name="features">The number of features of x.</param>
    /// <param name="apply">The function, such as <c>Exp</c>.</param>
    public static Stage Function(string name, int features, Func<Expression, Expression> apply)
    {
        var program = Trace.Program(
            name,
            [new("x", features, Shared: false), new("parameters", 0, Shared: true)],
            inputs => [("y", apply(inputs[0]))]);
        return new Stage.Map(name, program, new([]));
    }

    private static Stage.Map Net(string name, Mlp net) => new Stage.Map(name, net.Program(name), net.Layout);

    private static (Expression Mean, Expression Deviation) Moments(
        ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        Misuse.SameLength(means.Length, deviations.Length);
        Misuse.Unless(
            !deviations.ContainsAnyExceptInRange(double.Epsilon, double.MaxValue),
            "Standard deviations must be positive: leave out features that never change.");
        return (Constants(means), Constants(deviations));
    }
}
