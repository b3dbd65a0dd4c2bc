using NeuralOde.Core.Data;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Experiments;

/// <summary>One observed column of a series.</summary>
public sealed record ColumnSection
{
    /// <summary>The name of the column.</summary>
    [Field("Name of the column in the file.", Required = true)]
    public string Name { get; init; } = "";

    /// <summary>What is applied to the values first.</summary>
    [Field("Applied to the values before anything else: none, or log (natural logarithm).")]
    public ColumnTransform Transform { get; init; } = ColumnTransform.None;

    /// <summary>The least and the greatest possible value.</summary>
    [Field("Least and greatest possible value, [least, greatest]; left empty, every finite value is "
        + "possible.",
        Unit = "unit of the column")]
    public ValueArray<double> Range { get; init; }

    /// <summary>What happens to values outside of the range.</summary>
    [Field("What happens to values outside of the range: refuse (an error), clip (to the nearer end) or "
        + "drop (as if missing). Each is counted and said.")]
    public OutsideRange Outside { get; init; } = OutsideRange.Refuse;
}

/// <summary>What is applied to the values of a column.</summary>
public enum ColumnTransform
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The natural logarithm.</summary>
    Log,
}
