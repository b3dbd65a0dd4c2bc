namespace NeuralOde.Numerics.Lanes;

/// <summary>Every lane after its step was judged: what it is moved by, and what is moved.</summary>
public readonly ref struct MoveView
{
    /// <summary>The ends of the steps; shape [lanes].</summary>
    public required ReadOnlySpan<double> Ends { get; init; }

    /// <summary>Their sizes, with their sign; shape [lanes].</summary>
    public required ReadOnlySpan<double> Sizes { get; init; }

    /// <summary>The factors of the next sizes; shape [lanes].</summary>
    public required ReadOnlySpan<double> Factors { get; init; }

    /// <summary>1 where the step is accepted, else 0; shape [lanes].</summary>
    public required ReadOnlySpan<double> Accepted { get; init; }

    /// <summary>log of the error ratios; shape [lanes].</summary>
    public required ReadOnlySpan<double> Logs { get; init; }

    /// <summary>1 where a lane has steps to take, else 0; shape [lanes].</summary>
    public required ReadOnlySpan<double> Running { get; init; }

    /// <summary>The times that the steps do not pass; shape [lanes].</summary>
    public required ReadOnlySpan<double> Landings { get; init; }

    /// <summary>The next times at which the solution is wanted, NaN for none; shape [lanes].</summary>
    public required ReadOnlySpan<double> Observations { get; init; }

    /// <summary>No smaller size is wanted; the rounding of the time may ask for more; shape [lanes].</summary>
    public required ReadOnlySpan<double> Floors { get; init; }

    /// <summary>The steps that may be tried; shape [lanes].</summary>
    public required ReadOnlySpan<double> Budgets { get; init; }

    /// <summary>The times reached, which accepted steps move; shape [lanes].</summary>
    public required Span<double> Times { get; init; }

    /// <summary>The sizes that are wanted next; shape [lanes].</summary>
    public required Span<double> Wanted { get; init; }

    /// <summary>log of the error ratios of the last accepted steps; shape [lanes].</summary>
    public required Span<double> Last { get; init; }

    /// <summary>Those of the accepted steps before; shape [lanes].</summary>
    public required Span<double> BeforeLast { get; init; }

    /// <summary>The steps tried; shape [lanes].</summary>
    public required Span<double> Tries { get; init; }

    /// <summary>The steps tried in vain; shape [lanes].</summary>
    public required Span<double> Rejected { get; init; }

    /// <summary>True when the error decides: sizes follow the factors, and a rejected step is tried again.</summary>
    public required bool IsControlled { get; init; }

    /// <summary>True when each accepted step wants a look.</summary>
    public required bool LooksAtAll { get; init; }
}
