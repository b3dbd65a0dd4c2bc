using System.Globalization;
using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Files;

/// <summary>Loads independent rows: inputs and a target each.</summary>
internal static class TableData
{
    private const string LastColumn = "last";

    /// <summary>The rows as examples.</summary>
    public static Result<PreparedData, DataError> Load(
        DataSection.Table section, IReadOnlyList<string> folders, Seed seed) =>
        from path in DataFiles.Find(section.File, folders)
        from rows in DataFiles.IsTable(path) ? Table(section, path) : Arrays(section, path, folders)
        from split in Split.Last(
            rows.Count, section.Split.Validation, section.Split.Test, ExperimentData.OrderOf(section.Split, seed))
        let prepared = PreparedTable.Of(rows, split, section.Standardise)
        from shifted in Shifted(path, prepared, section.Shift, "shift")
        from moving in Movable(path, shifted, section.RandomShift, "randomShift")
        select moving;

    private static Result<LabelledRows, DataError> Table(DataSection.Table section, string path) =>
        from table in DataFiles.Table(path, section.Header ? CsvHeader.Present : CsvHeader.Absent)
        from target in section.Target == LastColumn ? table.Names.Count - 1 : table.Column(section.Target)
        from wanted in table.Numbers(target, MissingFields.Refused)
        from features in section.Features.Count == 0
            ? Others(table, target)
            : section.Features.Traverse(name => table.Column(name))
        from columns in features.Traverse(column => table.Numbers(column, MissingFields.Refused))
        from targets in Targets(section, wanted.AsSpan().ToArray(), row => table.Place(row, target))
        select new LabelledRows(
            [.. features.Select(column => table.Names[column])],
            [.. from row in Enumerable.Range(0, table.Rows) from column in columns select column[row] / section.Scale],
            section.Classes > 0 ? Classes(section) : [table.Names[target]],
            targets,
            section.Classes > 0);

    private static Result<LabelledRows, DataError> Arrays(
        DataSection.Table section, string path, IReadOnlyList<string> folders) =>
        from inputs in DataFiles.Array(path, section.Array)
        from targetPath in section.TargetFile.Length == 0
            ? new Result<string, DataError>.Ok(path)
            : DataFiles.Find(section.TargetFile, folders)
        from wanted in DataFiles.Array(targetPath, section.Target == LastColumn ? "" : section.Target)
        from fitting in Fitting(path, inputs, targetPath, wanted)
        from finite in Finite(path, inputs, section.Scale)
        from labels in Finite(targetPath, wanted, 1)
        from targets in Targets(section, labels, row => new(targetPath, row + 1, 1, "label"))
        select new LabelledRows(
            [.. Numbers(inputs.RowSize)],
            [.. finite],
            section.Classes > 0 ? Classes(section) : [.. Numbers(wanted.RowSize)],
            targets,
            section.Classes > 0);

    private static Result<IReadOnlyList<int>, DataError> Others(CsvTable table, int target) =>
        new Result<IReadOnlyList<int>, DataError>.Ok(
            [.. Enumerable.Range(0, table.Names.Count).Where(column => column != target)]);

    private static Result<ValueArray<double>, DataError> Targets(
        DataSection.Table section, double[] wanted, Func<int, CellPlace> place) => section.Classes > 0
        ? OneHot.Of(wanted, section.Classes, place)
        : ValueArray.Of<double>(wanted);

    private static Result<int, DataError> Fitting(
        string path, NumberArray inputs, string targetPath, NumberArray targets)
    {
        if (inputs.Count == 0) return new DataError.Empty(path, "rows of inputs");
        return inputs.Length == targets.Length
            ? inputs.Length
            : new DataError.Mismatch(
                targetPath, $"{targets.Length} targets", $"{inputs.Length}, as many as rows in {path}",
                "Give files that belong together.");
    }

    private static Result<double[], DataError> Finite(string path, NumberArray array, double scale)
    {
        var values = array.ToArray<double>();
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                return new DataError.WrongField(
                    new(path, i / array.RowSize + 1, i % array.RowSize + 1, "array"),
                    values[i].ToString(CultureInfo.InvariantCulture), "a finite number", "Leave such rows out.");
            }

            values[i] /= scale;
        }

        return values;
    }

    private static Result<PreparedData, DataError> Shifted(
        string path, PreparedData data, int distance, string field) =>
        Movable(path, data, distance, field).Map(images => distance == 0
            ? images
            : images with { Training = ImageShift.Copies(images.Training, distance) });

    private static Result<PreparedData, DataError> Movable(
        string path, PreparedData data, int distance, string field) =>
        distance == 0 || ImageShift.WidthOf(data.Training.InputFeatures) > 0
            ? data
            : new DataError.Mismatch(
                path,
                $"{data.Training.InputFeatures} inputs",
                "the pixels of a square image",
                $"Leave data.{field} out.");

    private static ValueArray<string> Classes(DataSection.Table section) =>
        [.. Enumerable.Range(0, section.Classes).Select(label => label.ToString(CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Numbers(int count) =>
        Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture));
}
