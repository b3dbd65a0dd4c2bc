using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Training.Optimisers;

/// <summary>
/// How a mean gradient g changes the parameters θ; the rate η comes from a <see cref="Schedule"/>.
/// </summary>
/// <remarks>
/// The formulas, and what is kept between steps, are those of torch.optim (PyTorch 2 documentation), so that
/// settings can be carried over. Every number is computed by itself with a stated rounding: the bits depend
/// on nothing else.
/// </remarks>
public abstract record Optimiser
{
    private Optimiser() { }

    /// <summary>θ ← θ − η·g.</summary>
    public sealed record Sgd : Optimiser;

    /// <summary>v ← Decay·v + g, θ ← θ − η·v.</summary>
    /// <param name="Decay">How much of the velocity v stays in each step; 0.9 is usual.</param>
    /// <remarks>
    /// Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
    /// </remarks>
    public sealed record Momentum(double Decay = 0.9) : Optimiser;

    /// <summary>v ← Decay·v + g, θ ← θ − η·(g + Decay·v).</summary>
    /// <param name="Decay">How much of the velocity v stays in each step; 0.9 is usual.</param>
    /// <remarks>
    /// Source: Sutskever et al., On the importance of initialization and momentum, ICML 2013.
    /// </remarks>
    public sealed record Nesterov(double Decay = 0.9) : Optimiser;

    /// <summary>s ← Decay·s + (1 − Decay)·g², θ ← θ − η·g/(√s + Epsilon).</summary>
    /// <param name="Decay">How much of the mean of squares s stays in each step.</param>
    /// <param name="Epsilon">Keeps the division finite.</param>
    /// <remarks>Source: Tieleman, Hinton, Neural networks for machine learning, lecture 6e, 2012.</remarks>
    public sealed record RmsProp(double Decay = 0.99, double Epsilon = 1e-8) : Optimiser;

    /// <summary>
    /// m ← Beta1·m + (1 − Beta1)·g, s ← Beta2·s + (1 − Beta2)·g²,
    /// θ ← θ − η·(m/(1 − Beta1ᵏ)) / (√(s/(1 − Beta2ᵏ)) + Epsilon) in step k.
    /// </summary>
    /// <param name="Beta1">How much of the mean m stays in each step.</param>
    /// <param name="Beta2">How much of the mean of squares s stays in each step.</param>
    /// <param name="Epsilon">Keeps the division finite.</param>
    /// <remarks>
    /// Source: Kingma, Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1.
    /// </remarks>
    public sealed record Adam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : Optimiser;

    /// <summary>θ ← (1 − η·WeightDecay)·θ, and then as Adam.</summary>
    /// <param name="Beta1">How much of the mean m stays in each step.</param>
    /// <param name="Beta2">How much of the mean of squares s stays in each step.</param>
    /// <param name="Epsilon">Keeps the division finite.</param>
    /// <param name="WeightDecay">How much each parameter shrinks in a step, before the rate.</param>
    /// <remarks>
    /// Source: Loshchilov, Hutter, Decoupled weight decay regularization, ICLR 2019, algorithm 2.
    /// </remarks>
    public sealed record AdamW(
        double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0.01)
        : Optimiser;

    /// <summary>What is kept before the first step.</summary>
    /// <param name="parameters">The parameters that will be changed; shape [parameters].</param>
    public OptimiserState Start(FlatVector parameters)
    {
        var zeros = FlatVector.Zeros(parameters.Precision, parameters.Length);
        return new(0, [.. Kept.Select(name => new NamedVector(name, zeros))]);
    }

    /// <summary>Takes one step.</summary>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <param name="gradient">g, the mean over the examples; shape [parameters].</param>
    /// <param name="state">What was kept from the steps before.</param>
    /// <param name="rate">η.</param>
    /// <exception cref="ArgumentException">
    /// Lengths or precisions differ, or the state is another optimiser's.
    /// </exception>
    public (FlatVector Parameters, OptimiserState State) Step(
        FlatVector parameters, FlatVector gradient, OptimiserState state, double rate)
    {
        Misuse.SameLength(parameters.Length, gradient.Length);
        Check(state);
        return parameters.Precision is Precision.Single
            ? Step<float>(parameters, gradient, state, rate)
            : Step<double>(parameters, gradient, state, rate);
    }

    /// <summary>Refuses the state of another optimiser.</summary>
    /// <exception cref="ArgumentException">It is another optimiser's.</exception>
    internal void Check(OptimiserState state) => Misuse.Unless(
        state.Vectors.Select(vector => vector.Name).SequenceEqual(Kept),
        $"{this} keeps [{string.Join(", ", Kept)}], but was given another optimiser's state.");

    /// <summary>The step that is taken in place, on copies.</summary>
    private (FlatVector Parameters, OptimiserState State) Step<T>(
        FlatVector parameters, FlatVector gradient, OptimiserState state, double rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var moved = parameters.Copy<T>(out var theta);
        var (mean, squares) = (state.IndexOfMean, state.IndexOfSquares);
        Span<T> movedMean = [], movedSquares = [];
        var kept = new NamedVector[state.Vectors.Count];
        if (mean >= 0)
        {
            kept[mean] = state.Vectors[mean] with { Values = state.Vectors[mean].Values.Copy(out movedMean) };
        }
        if (squares >= 0)
        {
            kept[squares] =
                state.Vectors[squares] with { Values = state.Vectors[squares].Values.Copy(out movedSquares) };
        }

        var movement = new Movement<T>
        {
            Parameters = theta,
            Gradient = gradient.AsSpan<T>(),
            Mean = movedMean,
            Squares = movedSquares,
            Rate = rate,
            Steps = state.Steps,
        };
        OptimiserStep<T>.Take(this, movement);
        return (moved, new(state.Steps + 1, [.. kept]));
    }

    private string[] Kept => this switch
    {
        Sgd => [],
        Momentum or Nesterov => [OptimiserState.Velocity],
        RmsProp => [OptimiserState.MeanOfSquares],
        Adam or AdamW => [OptimiserState.Mean, OptimiserState.MeanOfSquares],
        _ => throw Unreachable.Case(this),
    };
}
