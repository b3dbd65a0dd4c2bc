using System.Runtime.InteropServices;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Models;

/// <summary>Stages in sequence; what the last one gives is the prediction.</summary>
public sealed record Model
{
    private Model(ValueArray<Stage> stages) => (Stages, Layout) = (stages, LayoutOf(stages));

    /// <summary>The stages, in the order of the data's way through them.</summary>
    public ValueArray<Stage> Stages { get; }

    /// <summary>All tensors, named <c>stage.name.block</c>, such as <c>0.ode.0.weight</c>.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The number of features of an example.</summary>
    public int InputFeatures => Stages[0].InputFeatures;

    /// <summary>The number of features of a prediction.</summary>
    public int OutputFeatures => Stages[^1].OutputFeatures;

    /// <summary>The number of inputs that each example must have of its own.</summary>
    public int ExogenousFeatures =>
        Stages.OfType<Stage.Ode>().Select(ode => ode.Field.Inputs).Append(0).Max();

    /// <summary>True when it predicts each observation, false when it predicts once an example.</summary>
    public bool PredictsObservations => Stages.Any(HandsOnObservations);

    /// <summary>A model of stages that fit, or the first misfit.</summary>
    public static Result<Model, ModelError> Create(ValueArray<Stage> stages) =>
        Misfits(stages).FirstOrDefault() is { } misfit ? misfit : new Model(stages);

    /// <summary>A model of stages written in source code.</summary>
    /// <exception cref="ArgumentException">Two stages do not fit.</exception>
    public static Model Of(params ReadOnlySpan<Stage> stages) => Create(ValueArray.Of(stages))
        .Match(model => model, error => throw new ArgumentException(error.Describe()));

    /// <summary>The parameters before training; shape [Layout.Total].</summary>
    /// <param name="seed">
    /// What random entries are drawn from: each tensor has a child seed of its own.
    /// </param>
    /// <param name="precision">The type of the numbers.</param>
    public FlatVector Start(Seed seed, Precision precision) => Start(seed, precision, 0, Layout.Total);

    /// <summary>A range of the parameters that training starts from; the others are not made.</summary>
    /// <param name="seed">As above.</param>
    /// <param name="precision">The type of the numbers.</param>
    /// <param name="start">The first of them.</param>
    /// <param name="count">Their number.</param>
    public FlatVector Start(Seed seed, Precision precision, int start, int count)
    {
        var (values, offset) = (new List<double>(count), 0);
        foreach (var (i, block) in Layout.Blocks.Index())
        {
            var first = Math.Clamp(start - offset, 0, block.Size);
            var end = Math.Clamp(start + count - offset, 0, block.Size);
            values.AddRange(StartValues.Of(block, seed.Child((ulong)i), first..end));
            offset += block.Size;
        }

        return FlatVector.Of<double>(CollectionsMarshal.AsSpan(values)).To(precision);
    }

    /// <summary>Where the parameters of a stage begin among those of the model.</summary>
    public int FirstParameterOf(int stage) => Stages.Take(stage).Sum(before => before.Layout.Total);

    private static ParameterLayout LayoutOf(ValueArray<Stage> stages) => new(
    [
        .. from numbered in stages.Select((stage, number) => (Stage: stage, Number: number))
           from block in numbered.Stage.Layout.Blocks
           select block with { Name = $"{numbered.Number}.{numbered.Stage.Name}.{block.Name}" },
    ]);

    private static IEnumerable<ModelError> Misfits(ValueArray<Stage> stages)
    {
        if (stages.Count == 0) yield return new ModelError.NoStage();
        for (var i = 1; i < stages.Count; i++)
        {
            var (before, after) = (stages[i - 1], stages[i]);
            if (before.OutputFeatures != after.InputFeatures)
            {
                yield return new ModelError.SizesDiffer(
                    i - 1, before.Name, before.OutputFeatures, after.Name, after.InputFeatures);
            }

            if (after is Stage.Ode { ReadsExamples: true } && stages.Take(i).Any(HandsOnObservations))
            {
                yield return new ModelError.RowsAreObservations(
                    i, after.Name, stages.TakeWhile(stage => !HandsOnObservations(stage)).Count());
            }
        }
    }

    private static bool HandsOnObservations(Stage stage) =>
        stage is Stage.Ode { HandsOn: HandsOn.Observations };
}
