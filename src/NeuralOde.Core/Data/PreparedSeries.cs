using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data;

/// <summary>Makes examples of trajectories.</summary>
public static class PreparedSeries
{
    /// <summary>Examples of trajectories, standardised by what is trained on.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="series">The trajectories, on the clock of the model.</param>
    /// <param name="columns">How the columns were taken.</param>
    /// <param name="plan">What becomes of them.</param>
    public static Result<PreparedData, DataError> Of(
        string file, IReadOnlyList<Series> series, ValueArray<ColumnRule> columns, SeriesPlan plan)
    {
        var whole = series.Select(trajectory => trajectory.FromFirstComplete()).ToArray();
        var training = whole.Select(trajectory => trajectory.Until(plan.TrainUntil)).ToArray();
        if (!training.Any(trajectory => trajectory.Count > 1))
        {
            return new DataError.Mismatch(file, "no trajectory with two observations to train on",
                "a complete observation and another one up to trainUntil", "Check the columns, and raise trainUntil.");
        }

        ValueArray<bool> logarithm = [.. columns.Select(column => column.Logarithm)];
        double[] known = [.. training.SelectMany(trajectory => trajectory.Values)];
        var scale = plan.Standardise ? Standardisation.For(logarithm, known) : Standardisation.Of(logarithm);
        var windows = training.Where(trajectory => trajectory.Count > 1)
            .SelectMany(trajectory => trajectory.Windows(plan.Window, plan.Stride)).ToArray();
        var complete = windows.Where(window => window.FromFirstComplete().Count == window.Count).ToArray();
        ValueArray<string> names = [.. columns.Select(column => column.Name)];
        var examples = Scaled(ExampleSets.Joined([.. complete.Select(window => window.ToExample())]), scale);
        return new PreparedData
        {
            Training = examples,
            Validation = examples.Take(),
            Test = Scaled(Forecasts(whole, plan), scale) is { Count: > 0 } forecasts
                ? forecasts
                : examples.Take(),
            Inputs = scale,
            Targets = scale,
            InputNames = names,
            TargetNames = names,
            Notes = Omitted(
                file,
                whole.Sum(part => part.Count) - series.Sum(part => part.Count),
                complete.Length - windows.Length),
        };
    }

    // A forecast starts where the model's knowledge does: a whole trajectory at its start, windows at the
    // last observation that was trained on.
    private static Examples<double> Forecasts(Series[] series, SeriesPlan plan)
    {
        var forecasts = from trajectory in series
                        let known = trajectory.Until(plan.TrainUntil)
                        let unknown = trajectory.After(plan.TrainUntil)
                        where known.Count > 0 && unknown.Count > 0
                        let start = plan.Window == 0 ? 0 : LastComplete(known)
                        select unknown.ToExample() with
                        {
                            Features = known.Slice(start, 1).Values,
                            T0 = known.Slice(start, 1).Times,
                        };
        return ExampleSets.Joined([.. forecasts]);
    }

    private static int LastComplete(Series series)
    {
        var last = series.Count - 1;
        while (series.Slice(last, 1).FromFirstComplete().Count == 0) last--;
        return last;
    }

    private static Examples<double> Scaled(Examples<double> examples, Standardisation scale)
    {
        var features = examples.Features.AsSpan().ToArray();
        var targets = examples.Targets.AsSpan().ToArray();
        scale.Scale(features);
        scale.Scale(targets);
        for (var i = 0; i < targets.Length; i++)
            if (examples.Weights[i] == 0) targets[i] = 0;
        return examples with { Features = Rows.Frozen(features), Targets = Rows.Frozen(targets) };
    }

    private static ValueArray<string> Omitted(string file, int rows, int windows) =>
    [
        .. rows < 0
            ? [$"{file}: left out {-rows} observations before the first complete one of a trajectory."]
            : (string[])[],
        .. windows < 0
            ? [$"{file}: left out {-windows} windows whose first observation is not complete."]
            : (string[])[],
    ];
}

/// <summary>What becomes of trajectories.</summary>
/// <param name="TrainUntil">
/// The last time that is trained on; infinite for all; in the unit of the model's clock.
/// </param>
/// <param name="Window">The observations of a training example; 0 takes a trajectory whole.</param>
/// <param name="Stride">How many observations apart the windows start.</param>
/// <param name="Standardise">Whether each column is brought to mean 0 and standard deviation 1.</param>
public sealed record SeriesPlan(double TrainUntil, int Window, int Stride, bool Standardise);
