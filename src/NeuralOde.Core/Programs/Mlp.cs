using NeuralOde.Core.Values;
using NeuralOde.Numerics;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs;

/// <summary>A multilayer perceptron: dense layers with an activation between them.</summary>
/// <param name="Sizes">The number of features before, between and behind the layers; at least two.</param>
/// <param name="Hidden">The activation behind each layer but the last.</param>
/// <param name="Last">The activation behind the last layer.</param>
public sealed record Mlp(ValueArray<int> Sizes, Activation Hidden, Activation Last = Activation.Identity)
{
    /// <summary>
    /// True to start with a last layer of zeros, so that the net gives zero before training.
    /// </summary>
    public bool StartsAtZero { get; init; }

    /// <summary>
    /// The tensors <c>0.weight [out, in]</c>, <c>0.bias [out]</c>, <c>1.weight</c> and so on.
    /// </summary>
    /// <remarks>
    /// They start uniform in ±1/√in. Source: LeCun and others, Efficient BackProp, 1998, section 4.6.
    /// </remarks>
    public ParameterLayout Layout => new([.. Enumerable.Range(0, Layers).SelectMany(Blocks)]);

    private int Layers => Sizes.Count - 1;

    /// <summary>The net as a program with the inputs x [first size] and θ [parameters, shared].</summary>
    /// <param name="name">What messages call it.</param>
    public Program Program(string name) => Trace.Program(
        name,
        [new ProgramInput("x", Sizes[0], Shared: false), new ProgramInput("parameters", Layout.Total, Shared: true)],
        inputs => [("y", Apply(inputs[0], inputs[1]))]);

    /// <summary>The net's value; shape [last size].</summary>
    /// <param name="x">What the first layer reads; shape [first size].</param>
    /// <param name="parameters">All tensors of <see cref="Layout"/> in order.</param>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public Expression Apply(Expression x, Expression parameters)
    {
        Misuse.Unless(
            x.Size == Sizes[0] && parameters.Size == Layout.Total,
            $"The net needs x [{Sizes[0]}] and parameters [{Layout.Total}], "
            + $"but got [{x.Size}] and [{parameters.Size}].");
        return Enumerable.Range(0, Layers).Aggregate(
            (Value: x, Start: 0),
            (at, layer) => (Layer(layer, at.Value, parameters, at.Start), at.Start + Total(layer))).Value;
    }

    private Expression Layer(int layer, Expression x, Expression parameters, int start)
    {
        var bias = start + Sizes[layer] * Sizes[layer + 1];
        var value = Affine(parameters[start..bias], x, parameters[bias..(start + Total(layer))]);
        return Symbolic.Apply(layer == Layers - 1 ? Last : Hidden, value);
    }

    private int Total(int layer) => (Sizes[layer] + 1) * Sizes[layer + 1];

    private IEnumerable<ParameterBlock> Blocks(int layer)
    {
        var (inputs, outputs) = (Sizes[layer], Sizes[layer + 1]);
        StartValue start = StartsAtZero && layer == Layers - 1
            ? new StartValue.Constant(0)
            : new StartValue.Uniform(1 / Math.Sqrt(inputs));
        return
        [
            new ParameterBlock($"{layer}.weight", [outputs, inputs], start),
            new ParameterBlock($"{layer}.bias", [outputs], start),
        ];
    }
}
