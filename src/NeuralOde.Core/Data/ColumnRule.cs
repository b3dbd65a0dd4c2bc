using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data;

/// <summary>How the values of a column are taken from a table.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Logarithm">Whether the natural logarithm of the values is taken.</param>
public sealed record ColumnRule(string Name, bool Logarithm = false)
{
    /// <summary>The least possible value; in the unit of the column.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest possible value; in the unit of the column.</summary>
    public double Greatest { get; init; } = double.PositiveInfinity;

    /// <summary>What happens to values outside of the range.</summary>
    public OutsideRange Outside { get; init; } = OutsideRange.Refuse;

    /// <summary>
    /// The values of the column; shape [rows]; NaN where one is missing; with what must be said of them.
    /// </summary>
    /// <param name="table">The table.</param>
    public Result<Noted<ValueArray<double>>, DataError> Read(CsvTable table) =>
        from column in table.Column(Name)
        from numbers in table.Numbers(column, MissingFields.Allowed)
        from inside in Inside(table, column, numbers)
        from values in Transformed(table, column, inside.Value)
        select inside with { Value = values };

    private Result<Noted<ValueArray<double>>, DataError> Inside(
        CsvTable table, int column, ValueArray<double> numbers)
    {
        var values = numbers.AsSpan().ToArray();
        var outside = new List<string>();
        for (var row = 0; row < values.Length; row++)
        {
            var value = values[row];
            if (double.IsNaN(value) || (value >= Least && value <= Greatest)) continue;
            var place = table.Place(row, column);
            if (Outside is OutsideRange.Refuse)
            {
                return new DataError.OutsideRange(place, value, Least, Greatest);
            }
            outside.Add($"{place.Line} ({value})");
            values[row] = Outside is OutsideRange.Clip ? Math.Clamp(value, Least, Greatest) : double.NaN;
        }

        var done = Outside is OutsideRange.Clip ? "clipped" : "dropped";
        return new Noted<ValueArray<double>>(Rows.Frozen(values), outside.Count == 0
            ? []
            : [$"{table.File}, column {column + 1} ({Name}): {done} "
                + $"{outside.Count} of {values.Length} values outside of "
                + $"{Least} to {Greatest}, in lines {string.Join(", ", outside)}."]);
    }

    private Result<ValueArray<double>, DataError> Transformed(
        CsvTable table, int column, ValueArray<double> numbers)
    {
        if (!Logarithm) return numbers;
        var values = numbers.AsSpan().ToArray();
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] <= 0)
            {
                return new DataError.WrongField(table.Place(row, column), table.Text(row, column), "a positive number",
                    "Only positive numbers have a logarithm: set transform of this column to none, or mend the value.");
            }

            if (!double.IsNaN(values[row])) values[row] = Elementwise.Log(values[row]);
        }

        return Rows.Frozen(values);
    }
}

/// <summary>A value, and what a person must be told about how it came.</summary>
/// <param name="Value">The value.</param>
/// <param name="Notes">Sentences, with file, line and column.</param>
public sealed record Noted<T>(T Value, ValueArray<string> Notes);

/// <summary>What happens to values outside of a column's range.</summary>
public enum OutsideRange
{
    /// <summary>The file is refused, with line and column.</summary>
    Refuse,

    /// <summary>The value is set to the nearer end of the range.</summary>
    Clip,

    /// <summary>The value counts as missing.</summary>
    Drop,
}
