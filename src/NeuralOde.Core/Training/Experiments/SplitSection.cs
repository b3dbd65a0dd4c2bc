namespace NeuralOde.Core.Training.Experiments;

/// <summary>Which examples are kept from training.</summary>
public sealed record SplitSection
{
    /// <summary>How many examples measure the progress of training.</summary>
    [Field("Examples for validation, the last ones before the test part: a number of examples, or a "
        + "fraction below 1.",
        AtLeast = 0)]
    public double Validation { get; init; }

    /// <summary>How many examples judge the result.</summary>
    [Field("Examples for testing, the last ones: a number of examples, or a fraction below 1.", AtLeast = 0)]
    public double Test { get; init; }

    /// <summary>Whether the order is drawn from the seed before the split.</summary>
    [Field("Whether the examples are shuffled (from the seed) before the split.")]
    public bool Shuffle { get; init; }
}
