namespace NeuralOde.Numerics.Lanes;

/// <summary>How a controller weighs the error ratios of the last steps of a lane.</summary>
public readonly record struct ErrorWeights
{
    /// <summary>The power of 1/eₙ² in an accepted step.</summary>
    public required double PowerOfNow { get; init; }

    /// <summary>The power of eₙ₋₁².</summary>
    public required double PowerOfLast { get; init; }

    /// <summary>The power of 1/eₙ₋₂².</summary>
    public required double PowerOfBeforeLast { get; init; }

    /// <summary>The power of 1/eₙ² in a rejected step.</summary>
    public required double PowerOfRejected { get; init; }

    /// <summary>The binary logarithm of the safety factor.</summary>
    public required double LogSafety { get; init; }

    /// <summary>The smallest factor.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest factor of an accepted step.</summary>
    public required double Maximum { get; init; }

    /// <summary>The largest factor of a rejected step.</summary>
    public required double MaximumOfRejected { get; init; }
}
