using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data;

/// <summary>
/// Data ready for training, with all that is needed to say results in the data's own units.
/// </summary>
public sealed record PreparedData
{
    /// <summary>The examples that are trained on.</summary>
    public required Examples<double> Training { get; init; }

    /// <summary>The examples that measure the progress of training; it may be empty.</summary>
    public required Examples<double> Validation { get; init; }

    /// <summary>The examples that judge the result; it may be empty.</summary>
    public required Examples<double> Test { get; init; }

    /// <summary>How the features were standardised.</summary>
    public required Standardisation Inputs { get; init; }

    /// <summary>How the targets were standardised.</summary>
    public required Standardisation Targets { get; init; }

    /// <summary>The names of the features; shape [InputFeatures].</summary>
    public required ValueArray<string> InputNames { get; init; }

    /// <summary>The names of the targets; shape [TargetFeatures].</summary>
    public required ValueArray<string> TargetNames { get; init; }

    /// <summary>
    /// What a person must be told: values that were clipped or dropped, rows that were left out.
    /// </summary>
    public ValueArray<string> Notes { get; init; }

    /// <summary>The SHA-256 of all examples; the same data has the same one.</summary>
    public string Checksum => DataChecksum.Of(Training, Validation, Test);
}
