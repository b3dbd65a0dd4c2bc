using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Cli.Runs;

/// <summary>Predicts for the rows of a CSV file.</summary>
internal static class Predictions
{
    /// <summary>
    /// Writes what a trained model gives: t and the state, or a number, or the class and its probabilities.
    /// </summary>
    /// <param name="model">The model file, or the folder of a run.</param>
    /// <param name="file">The CSV file.</param>
    public static Result<ExitCode, Failure> Of(string model, string file) =>
        from function in TrainedFunction.Load(model, _ => [])
        from code in function.Model.PredictsObservations ? Series(function, file) : Rows(function, file)
        select code;

    private static Result<ExitCode, Failure> Series(TrainedFunction function, string file) =>
        from data in ExperimentData.Load(SeriesOf(function, file), [Environment.CurrentDirectory], default)
            .MapError(Failure.Data)
        select CsvOutput.Write(
            [.. function.Trained.TargetNames.Prepend("t")], data.Training.Times, function.Predict(data.Training));

    // The columns are taken as for the training, but the whole file is one forecast from its first row.
    private static DataSection.Series SeriesOf(TrainedFunction function, string file) =>
        (function.Document.Experiment.Data as DataSection.Series ?? new()
        {
            Time = "t",
            Columns = [.. function.Trained.InputNames.Select(name => new ColumnSection { Name = name })],
        }) with
        {
            File = file,
            Standardise = false,
            Window = 0,
            TrainUntil = "",
        };

    private static Result<ExitCode, Failure> Rows(TrainedFunction function, string file)
    {
        var section = function.Document.Experiment.Data as DataSection.Table ?? new();
        var names = function.Trained.InputNames;
        var read =
            from path in DataFiles.Find(file, [Environment.CurrentDirectory])
            from table in DataFiles.Table(path, section.Header ? CsvHeader.Present : CsvHeader.Absent)
            from columns in names.Traverse(name =>
                table.Column(name).Bind(column => table.Numbers(column, MissingFields.Refused)))
            select Examples(function, section.Scale, columns);
        return read.MapError(Failure.Data).Map(examples =>
            section.Classes > 0 ? Classes(function, examples) : Numbers(function, examples));
    }

    private static Examples<double> Examples(
        TrainedFunction function, double scale, IReadOnlyList<ValueArray<double>> columns)
    {
        double[] features =
            [.. from row in Enumerable.Range(0, columns[0].Count) from column in columns select column[row] / scale];
        var targets = function.Trained.TargetNames.Count;
        double[] none = [.. Enumerable.Repeat(double.NaN, columns[0].Count * targets)];
        return ExampleSets.OneTarget<double>(features, columns.Count, none, targets);
    }

    private static ExitCode Numbers(TrainedFunction function, Examples<double> examples) => CsvOutput.Write(
        ["row", .. function.Trained.TargetNames], Numbered(examples), function.Predict(examples));

    private static ExitCode Classes(TrainedFunction function, Examples<double> examples)
    {
        var names = function.Trained.TargetNames;
        var rows = function.Predict(examples).Chunk(names.Count).SelectMany(Probabilities).ToArray();
        return CsvOutput.Write(["row", "class", .. names.Select(name => $"p{name}")], Numbered(examples), rows);
    }

    private static IEnumerable<double> Probabilities(double[] scores)
    {
        var largest = scores.Max();
        var parts = scores.Select(score => Math.Exp(score - largest)).ToArray();
        return parts.Select(part => part / parts.Sum()).Prepend(Array.IndexOf(scores, largest));
    }

    private static IReadOnlyList<double> Numbered(Examples<double> examples) =>
        [.. Enumerable.Range(1, examples.Count).Select(row => (double)row)];
}
