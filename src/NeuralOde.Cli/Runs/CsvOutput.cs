using System.Globalization;
using System.Text;

namespace NeuralOde.Cli.Runs;

/// <summary>Writes tables of numbers to standard output.</summary>
internal static class CsvOutput
{
    /// <summary>Writes a table with a first column and values; 17 significant digits give every bit back.</summary>
    /// <param name="names">The names of all columns.</param>
    /// <param name="first">The first column, such as the times; shape [rows].</param>
    /// <param name="values">The other columns; shape [rows, columns − 1], by rows; NaN is left empty.</param>
    /// <returns>Failed when a value is missing.</returns>
    public static ExitCode Write(IReadOnlyList<string> names, IReadOnlyList<double> first, double[] values)
    {
        var width = names.Count - 1;
        var text = new StringBuilder().AppendJoin(',', names).Append('\n');
        for (var row = 0; row < first.Count; row++)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{first[row]:G17}");
            foreach (var value in values.AsSpan(row * width, width))
            {
                _ = text.Append(',');
                if (!double.IsNaN(value)) _ = text.Append(CultureInfo.InvariantCulture, $"{value:G17}");
            }

            _ = text.Append('\n');
        }

        Console.Out.Write(text.ToString());
        if (!values.Contains(double.NaN)) return ExitCode.Done;
        Console.Error.WriteLine(
            "Some rows could not be solved and are left empty. "
            + "Loosen the tolerances, or look at their initial states.");
        return ExitCode.Failed;
    }
}
