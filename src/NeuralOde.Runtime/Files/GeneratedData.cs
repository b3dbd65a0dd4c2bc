using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Generators;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Files;

/// <summary>Makes the data that needs no file.</summary>
internal static class GeneratedData
{
    /// <summary>The examples of a generator.</summary>
    public static Result<PreparedData, DataError> Of(DataSection.Generator section, Seed seed)
    {
        var plan = new TrajectoryPlan(section.Examples, section.Points, section.T1, section.Noise);
        var (draws, order) = seed.Split();
        if (section.Name is GeneratorName.ToyCubic ? section.Examples < 2 : section.Points < 2)
        {
            return new DataError.Mismatch("data", "a generator of less than two inputs or observations", "at least two",
                section.Name is GeneratorName.ToyCubic ? "Raise examples." : "Raise points.");
        }

        if (Numbers(section) is > ExperimentLimits.Numbers and var numbers)
        {
            return new DataError.TooLarge("data", numbers * sizeof(double), DataLimits.FileBytes);
        }

        var (examples, inputs, targets) = section.Name switch
        {
            GeneratorName.ToyCubic => (ToyCubic.Of(section.Examples), Names("x"), Names("y")),
            GeneratorName.Spiral =>
                (Trajectories.Of(Spiral.Field, Spiral.Start, plan, draws), Names("y1", "y2"), Names("y1", "y2")),
            GeneratorName.LotkaVolterra => (Trajectories.Of(LotkaVolterra.Field, LotkaVolterra.Start, plan, draws),
                Names("prey", "predator"), Names("prey", "predator")),
            GeneratorName.DampedPendulum => (Trajectories.Of(DampedPendulum.Field, DampedPendulum.Start, plan, draws),
                Names("angle", "velocity"), Names("angle", "velocity")),
            _ => throw Unreachable.Case(section.Name),
        };
        var rows = ExperimentData.OrderOf(section.Split, order);
        return Split.Last(examples.Count, section.Split.Validation, section.Split.Test, rows)
            .Map(split => new PreparedData
            {
                Training = examples.Take(split.Training.AsSpan()),
                Validation = examples.Take(split.Validation.AsSpan()),
                Test = examples.Take(split.Test.AsSpan()),
                Inputs = Standardisation.None(examples.InputFeatures),
                Targets = Standardisation.None(examples.TargetFeatures),
                InputNames = inputs,
                TargetNames = targets,
            });
    }

    // Observations of two features each with their times; the toy has inputs and targets alone.
    private static long Numbers(DataSection.Generator section) => section.Name is GeneratorName.ToyCubic
        ? 2L * section.Examples
        : 3L * section.Examples * section.Points;

    private static ValueArray<string> Names(params ReadOnlySpan<string> names) => ValueArray.Of(names);
}
