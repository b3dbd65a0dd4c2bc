using System.Numerics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Tests.Models;

/// <summary>A small model with every stage of images, and five images of three classes.</summary>
internal static class ImageProblems
{
    public static readonly Image Pixels = new(1, 6, 5);

    public static readonly ConvolutionSize Stem = new(new(Pixels, new(3, 3, 2, 1)), 4);

    /// <summary>Steps that depend on nothing, so that the loss is a smooth function of the parameters.</summary>
    public static readonly SolveOptions Frozen =
        new() { Method = Methods.Rk4, Controller = new StepSizeController.Fixed(0.25) };

    public static readonly ConvolutionalNet Net = new(Stem.Result, [6], 3, Activation.Softplus)
    {
        Time = Time.Appended,
        Groups = 2,
    };

    public static readonly Model Classifier = Model.Of(
        Stages.Convolution(Stem, Activation.Tanh),
        Stages.Block(Net.Field(), Frozen),
        Stages.GroupNorm(new(Stem.Result, 4), Activation.Sin),
        Stages.AveragePool(new(Stem.Result, new(2, 2, 1, 1))),
        Stages.MaxPool(new(new(4, 4, 4), new(2, 2, 2))),
        Stages.GlobalAverage(new(4, 2, 2)),
        Stages.Dense(4, 3));

    public static Examples<T> Five<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ExampleSets.OneTarget<double>(
            [.. Numbers(5 * Pixels.Features, 1)], Pixels.Features,
            [.. Enumerable.Range(0, 15).Select(i => i % 3 == i / 3 % 3 ? 1.0 : 0.0)], 3).To<T>();

    /// <summary>Numbers between −1 and 1.</summary>
    public static IEnumerable<double> Numbers(int count, ulong seed) =>
        Enumerable.Range(0, count).Select(i => 2 * new Seed(seed).Uniform((ulong)i) - 1);
}
