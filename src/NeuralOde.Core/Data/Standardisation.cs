using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Data;

/// <summary>
/// Brings each column to mean 0 and standard deviation 1, of its logarithm where it is marked so, and back.
/// </summary>
/// <param name="Logarithm">Whether the natural logarithm of a column is taken first; shape [columns].</param>
/// <param name="Mean">What is subtracted; shape [columns].</param>
/// <param name="Deviation">What is divided by then; shape [columns]; positive.</param>
public sealed record Standardisation(
    ValueArray<bool> Logarithm, ValueArray<double> Mean, ValueArray<double> Deviation)
{
    /// <summary>The number of columns.</summary>
    public int Columns => Mean.Count;

    /// <summary>One that changes nothing, but takes logarithms where it is said.</summary>
    /// <param name="logarithm">Whether the natural logarithm of a column is taken; shape [columns].</param>
    public static Standardisation Of(ValueArray<bool> logarithm) =>
        new(logarithm, [.. logarithm.Select(_ => 0.0)], [.. logarithm.Select(_ => 1.0)]);

    /// <summary>One that changes nothing.</summary>
    public static Standardisation None(int columns) => Of([.. Enumerable.Repeat(false, columns)]);

    /// <summary>One for these values: a column that never changes keeps its unit.</summary>
    /// <param name="logarithm">
    /// Whether the values of a column are logarithms already; shape [columns].
    /// </param>
    /// <param name="values">The values; shape [rows, columns], by rows; NaN where one is missing.</param>
    public static Standardisation For(ValueArray<bool> logarithm, ReadOnlySpan<double> values)
    {
        var (mean, deviation) = (new double[logarithm.Count], new double[logarithm.Count]);
        for (var column = 0; column < mean.Length; column++)
        {
            var known = new List<double>();
            for (var i = column; i < values.Length; i += mean.Length)
                if (!double.IsNaN(values[i])) known.Add(values[i]);
            mean[column] = known.Count == 0 ? 0 : Statistics.Mean([.. known]);
            deviation[column] = known.Count == 0 ? 1 : Statistics.Deviation([.. known], mean[column]);
            if (deviation[column] == 0) deviation[column] = 1;
        }

        return new(logarithm, Rows.Frozen(mean), Rows.Frozen(deviation));
    }

    /// <summary>Standardises values in their own unit; shape [rows, columns], by rows.</summary>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public void Apply(Span<double> values) => Each(values, static (value, logarithm, mean, deviation) =>
        ((logarithm ? Elementwise.Log(value) : value) - mean) / deviation);

    /// <summary>
    /// Standardises values whose logarithm is already taken where it must be; shape [rows, columns], by rows.
    /// </summary>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public void Scale(Span<double> values) =>
        Each(values, static (value, _, mean, deviation) => (value - mean) / deviation);

    /// <summary>Brings values back to their own unit; shape [rows, columns], by rows.</summary>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public void Invert(Span<double> values) => Each(values, static (value, logarithm, mean, deviation) =>
        logarithm ? Elementwise.Exp(value * deviation + mean) : value * deviation + mean);

    /// <summary>The same step on values of either precision, out of place.</summary>
    /// <param name="values">Standardised values; shape [rows, columns], by rows.</param>
    public double[] Inverted<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inverted = new double[values.Length];
        for (var i = 0; i < inverted.Length; i++) inverted[i] = double.CreateChecked(values[i]);
        Invert(inverted);
        return inverted;
    }

    private void Each(Span<double> values, Func<double, bool, double, double, double> change)
    {
        if (values.IsEmpty) return;
        Misuse.Unless(
            Columns > 0 && values.Length % Columns == 0,
            $"{values.Length} values are no whole number of {Columns} columns.");
        for (var i = 0; i < values.Length; i++)
        {
            var column = i % Columns;
            values[i] = change(values[i], Logarithm[column], Mean[column], Deviation[column]);
        }
    }
}
