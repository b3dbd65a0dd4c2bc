using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data;

/// <summary>Labels as rows with a 1 at the place of the class.</summary>
public static class OneHot
{
    /// <summary>The rows of some labels; shape [labels, classes], by rows.</summary>
    /// <param name="labels">Whole numbers from 0 to classes − 1; shape [labels].</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="place">Where a label stands, for messages.</param>
    public static Result<ValueArray<double>, DataError> Of(
        ReadOnlySpan<double> labels, int classes, Func<int, CellPlace> place)
    {
        var rows = new double[labels.Length * classes];
        for (var i = 0; i < labels.Length; i++)
        {
            if (!(labels[i] >= 0 && labels[i] < classes && labels[i] == Math.Floor(labels[i])))
            {
                return new DataError.WrongField(place(i), $"{labels[i]}", $"a label from 0 to {classes - 1}",
                    "Number the classes from 0, and set classes to their number.");
            }

            rows[i * classes + (int)labels[i]] = 1;
        }

        return Rows.Frozen(rows);
    }
}
