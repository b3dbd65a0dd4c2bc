using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Files;

/// <summary>Loads trajectories that were observed in time.</summary>
internal static class SeriesData
{
    /// <summary>The trajectories as examples.</summary>
    public static Result<PreparedData, DataError> Load(
        DataSection.Series section, IReadOnlyList<string> folders) =>
        from path in DataFiles.Find(section.File, folders)
        from table in DataFiles.Table(path, CsvHeader.Present)
        from times in TimeColumn.Read(table, section.Time)
        from columns in section.Columns.Select(Rule).Traverse(rule => rule.Read(table))
        from groups in Groups(table, section.Group)
        from ordered in groups.Traverse(rows => Ordered(table, section.Time, times, rows))
        from clock in Clock(section, times)
        let series = ordered.Select(rows => Trajectory(rows, times, columns))
            .Select(whole => section.Average is Averaging.Month ? whole.MonthlyMeans() : whole)
            .Select(whole => whole.OnClock(clock.Origin, section.TimeUnit)).ToArray()
        from fitting in Fitting(section, series)
        from prepared in PreparedSeries.Of(
            path, series, [.. section.Columns.Select(Rule)],
            new(
                (clock.TrainUntil - clock.Origin) / section.TimeUnit,
                section.Window,
                section.Stride,
                section.Standardise))
        select prepared with { Notes = [.. columns.SelectMany(column => column.Notes), .. prepared.Notes] };

    // Windows that overlap repeat what they are cut from.
    private static Result<Series[], DataError> Fitting(DataSection.Series section, Series[] series)
    {
        var numbers = section.Window == 0 ? 0 : series.Sum(whole =>
            Math.Max(0, (whole.Times.Count - section.Window) / section.Stride + 1L)
            * section.Window * (whole.Features + 1));
        return numbers <= ExperimentLimits.Numbers
            ? series
            : new DataError.TooLarge("data.window", numbers * sizeof(double), DataLimits.FileBytes);
    }

    private static ColumnRule Rule(ColumnSection column) => new(column.Name, column.Transform is ColumnTransform.Log)
    {
        Least = column.Range.Count == 2 ? column.Range[0] : double.NegativeInfinity,
        Greatest = column.Range.Count == 2 ? column.Range[1] : double.PositiveInfinity,
        Outside = column.Outside,
    };

    private static Result<IReadOnlyList<int[]>, DataError> Groups(CsvTable table, string name) => name.Length == 0
        ? new Result<IReadOnlyList<int[]>, DataError>.Ok([[.. Enumerable.Range(0, table.Rows)]])
        : from column in table.Column(name) select ByText(table, column);

    private static IReadOnlyList<int[]> ByText(CsvTable table, int column) =>
        [.. Enumerable.Range(0, table.Rows).GroupBy(row => table.Text(row, column)).Select(rows => rows.ToArray())];

    private static Result<int[], DataError> Ordered(
        CsvTable table, string name, TimeColumn times, int[] rows) =>
        from column in table.Column(name) from ordered in Ordered(table, column, times, rows) select ordered;

    private static Result<int[], DataError> Ordered(CsvTable table, int column, TimeColumn times, int[] rows)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            if (times.Times[rows[i]] <= times.Times[rows[i - 1]])
            {
                return new DataError.TimeNotAfter(
                    table.Place(rows[i], column), table.Text(rows[i], column), table.Text(
                        rows[i - 1], column));
            }
        }

        return rows;
    }

    private static Series Trajectory(
        int[] rows, TimeColumn times, IReadOnlyList<Noted<ValueArray<double>>> columns) => new(
        columns.Count,
        [.. rows.Select(row => times.Times[row])],
        [.. rows.SelectMany(row => columns.Select(column => column.Value[row]))]);

    private static Result<(double Origin, double TrainUntil), DataError> Clock(
        DataSection.Series section, TimeColumn times)
    {
        if (section.Average is Averaging.Month && !times.AreDates)
        {
            return new DataError.Mismatch("data.average", $"month for the column \"{section.Time}\" of numbers",
                "a column of dates", "Set average to none, or time to a column of dates.");
        }

        return from origin in Time(times, "data.origin", section.Origin, times.Times.Min())
               from until in Time(times, "data.trainUntil", section.TrainUntil, double.PositiveInfinity)
               select section.Average is Averaging.Month ? (Months(origin), Months(until)) : (origin, until);
    }

    private static Result<double, DataError> Time(
        TimeColumn times, string setting, string text, double otherwise) =>
        text.Length == 0 ? otherwise : times.Parse(setting, text);

    private static double Months(double days) => double.IsFinite(days) ? TimeColumn.Month(days) : days;
}
