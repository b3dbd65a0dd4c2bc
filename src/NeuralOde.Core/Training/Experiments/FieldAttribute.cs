namespace NeuralOde.Core.Training.Experiments;

/// <summary>What a field of an experiment file means, its unit, and which numbers it may hold.</summary>
/// <param name="description">One or two sentences for the person who writes the file.</param>
/// <remarks>The field's default is the value that its property starts with. Reader, published schema and
/// templates are all made from these attributes, so that they cannot disagree.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(string description) : Attribute
{
    /// <summary>The meaning of the field.</summary>
    public string Description => description;

    /// <summary>The unit of its numbers.</summary>
    public string Unit { get; init; } = "no unit";

    /// <summary>Whether a file without this field is refused.</summary>
    public bool Required { get; init; }

    /// <summary>Numbers must be at least this.</summary>
    public double AtLeast { get; init; } = double.NegativeInfinity;

    /// <summary>Numbers must be greater than this.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>Numbers must be at most this.</summary>
    public double AtMost { get; init; } = double.PositiveInfinity;

    /// <summary>Numbers must be less than this.</summary>
    public double Below { get; init; } = double.PositiveInfinity;
}
