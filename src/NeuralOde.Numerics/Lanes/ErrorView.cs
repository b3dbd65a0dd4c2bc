namespace NeuralOde.Numerics.Lanes;

/// <summary>The error ratios of the last steps of every lane, and how a controller weighs them.</summary>
public readonly ref struct ErrorView
{
    /// <summary>eₙ², of the steps in hand; shape [lanes].</summary>
    public required ReadOnlySpan<double> Squares { get; init; }

    /// <summary>log eₙ₋₁, of the last accepted steps; shape [lanes].</summary>
    public required ReadOnlySpan<double> Last { get; init; }

    /// <summary>log eₙ₋₂, of those before; shape [lanes].</summary>
    public required ReadOnlySpan<double> BeforeLast { get; init; }

    /// <summary>The power of 1/eₙ in an accepted step.</summary>
    public required double PowerOfNow { get; init; }

    /// <summary>The power of eₙ₋₁.</summary>
    public required double PowerOfLast { get; init; }

    /// <summary>The power of 1/eₙ₋₂.</summary>
    public required double PowerOfBeforeLast { get; init; }

    /// <summary>The power of 1/eₙ in a rejected step.</summary>
    public required double PowerOfRejected { get; init; }

    /// <summary>The logarithm of the safety factor.</summary>
    public required double LogSafety { get; init; }

    /// <summary>The smallest factor.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest factor of an accepted step.</summary>
    public required double Maximum { get; init; }

    /// <summary>The largest factor of a rejected step.</summary>
    public required double MaximumOfRejected { get; init; }
}
