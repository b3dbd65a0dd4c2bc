using System.Globalization;
using NeuralOde.Core.Training.Experiments;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Which numbers a field may hold, as a test and in words.</summary>
internal static class NumberText
{
    /// <summary>Whether the field may hold a number.</summary>
    public static bool Allows(FieldAttribute field, double value) =>
        double.IsFinite(value)
        && value >= field.AtLeast && value > field.Above && value <= field.AtMost && value < field.Below;

    /// <summary>What numbers the field may hold, for a message.</summary>
    public static string Expected(Type type, FieldAttribute field)
    {
        var kind = type == typeof(double) ? "a finite number" : "a whole number";
        var bounds = new[]
        {
            Bound("≥", field.AtLeast), Bound(">", field.Above), Bound("≤", field.AtMost), Bound("<", field.Below),
        };
        return string.Join(" and ", bounds.Where(bound => bound.Length > 0)) is { Length: > 0 } range
            ? $"{kind} {range}"
            : kind;

        static string Bound(string sign, double value) =>
            double.IsFinite(value) ? string.Create(CultureInfo.InvariantCulture, $"{sign} {value}") : "";
    }
}
