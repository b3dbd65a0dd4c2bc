using System.Globalization;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data;

/// <summary>The times of a table's rows.</summary>
/// <param name="Times">
/// The times; shape [rows]; in the unit of the column, or days since 1970-01-01 where the column holds dates.
/// </param>
/// <param name="AreDates">Whether the column holds dates.</param>
public sealed record TimeColumn(ValueArray<double> Times, bool AreDates)
{
    private const string Mend = "Write a number, or a date as 2013-01-31 or 2013-01-31 18:30:00.";

    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>The times in a column; its first field decides whether it holds dates.</summary>
    /// <param name="table">The table; it has at least one row.</param>
    /// <param name="name">The name of the column.</param>
    public static Result<TimeColumn, DataError> Read(CsvTable table, string name) =>
        table.Column(name).Bind(column =>
        {
            var areDates = IsDate(table.Text(0, column));
            return areDates
                ? Dates(table, column).Map(times => new TimeColumn(times, true))
                : table.Numbers(column, MissingFields.Refused).Map(times => new TimeColumn(times, false));
        });

    /// <summary>A time that a person wrote, in the unit of <see cref="Times"/>.</summary>
    /// <param name="setting">The setting that it was written for, for messages.</param>
    /// <param name="text">What was written.</param>
    public Result<double, DataError> Parse(string setting, string text)
    {
        if (AreDates && TryDate(text, out var days)) return days;
        return !AreDates && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var time)
            && double.IsFinite(time)
            ? time
            : new DataError.Mismatch(
                setting, $"\"{text}\"", AreDates ? "a date as in the file" : "a number as in the file", Mend);
    }

    /// <summary>The months of some dates, counted from January of the year 0.</summary>
    /// <param name="days">Days since 1970-01-01.</param>
    public static int Month(double days)
    {
        var date = DateTime.UnixEpoch.AddDays(days);
        return 12 * date.Year + date.Month - 1;
    }

    private static Result<ValueArray<double>, DataError> Dates(CsvTable table, int column)
    {
        var times = new double[table.Rows];
        for (var row = 0; row < times.Length; row++)
        {
            if (!TryDate(table.Text(row, column), out times[row]))
            {
                return new DataError.WrongField(
                    table.Place(row, column), table.Text(row, column), "a date as in the first row", Mend);
            }
        }

        return Rows.Frozen(times);
    }

    private static bool IsDate(string text) => TryDate(text, out _);

    private static bool TryDate(string text, out double days)
    {
        var isDate = DateTime.TryParseExact(
            text, DateForms, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var date);
        days = isDate ? (date - DateTime.UnixEpoch).TotalDays : 0;
        return isDate;
    }
}
