using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data;

/// <summary>Makes examples of independent rows.</summary>
public static class PreparedTable
{
    /// <summary>Examples of rows, standardised by what is trained on.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="split">Which of them are trained on.</param>
    /// <param name="standardise">
    /// Whether each column of numbers is brought to mean 0 and standard deviation 1.
    /// </param>
    public static PreparedData Of(LabelledRows rows, Split split, bool standardise)
    {
        var known = Rows.Take(rows.Features, rows.FeatureNames.Count, split.Training.AsSpan());
        var wanted = Rows.Take(rows.Targets, rows.TargetNames.Count, split.Training.AsSpan());
        var inputs = Scale(known, rows.FeatureNames.Count, standardise);
        var targets = Scale(wanted, rows.TargetNames.Count, standardise && !rows.AreClasses);
        var (features, values) = (rows.Features.AsSpan().ToArray(), rows.Targets.AsSpan().ToArray());
        inputs.Scale(features);
        targets.Scale(values);
        var examples = ExampleSets.OneTarget<double>(
            features, rows.FeatureNames.Count, values, rows.TargetNames.Count);
        return new PreparedData
        {
            Training = examples.Take(split.Training.AsSpan()),
            Validation = examples.Take(split.Validation.AsSpan()),
            Test = examples.Take(split.Test.AsSpan()),
            Inputs = inputs,
            Targets = targets,
            InputNames = rows.FeatureNames,
            TargetNames = rows.TargetNames,
        };
    }

    private static Standardisation Scale(ValueArray<double> values, int columns, bool standardise) => standardise
        ? Standardisation.For([.. Enumerable.Repeat(false, columns)], values.AsSpan())
        : Standardisation.None(columns);
}

/// <summary>Independent rows: features, and what is wanted.</summary>
/// <param name="FeatureNames">The names of the features; shape [features].</param>
/// <param name="Features">The features; shape [rows, features], by rows.</param>
/// <param name="TargetNames">The names of the targets or classes; shape [targets].</param>
/// <param name="Targets">What is wanted; shape [rows, targets], by rows.</param>
/// <param name="AreClasses">Whether the targets are classes, one of them 1 and the others 0.</param>
public sealed record LabelledRows(
    ValueArray<string> FeatureNames,
    ValueArray<double> Features,
    ValueArray<string> TargetNames,
    ValueArray<double> Targets,
    bool AreClasses)
{
    /// <summary>The number of rows.</summary>
    public int Count => Targets.Count / TargetNames.Count;
}
