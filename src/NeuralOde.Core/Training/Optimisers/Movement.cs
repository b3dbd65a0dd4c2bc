using System.Numerics;

namespace NeuralOde.Core.Training.Optimisers;

/// <summary>What an optimiser moves in one step, as borrowed arrays.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal readonly ref struct Movement<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>θ, which is moved; shape [parameters].</summary>
    public required Span<T> Parameters { get; init; }

    /// <summary>g; shape [parameters].</summary>
    public required ReadOnlySpan<T> Gradient { get; init; }

    /// <summary>The velocity or the running mean, which is moved; shape [parameters], or empty.</summary>
    public Span<T> Mean { get; init; }

    /// <summary>The running mean of squares, which is moved; shape [parameters], or empty.</summary>
    public Span<T> Squares { get; init; }

    /// <summary>η.</summary>
    public required double Rate { get; init; }

    /// <summary>The number of steps taken before.</summary>
    public required long Steps { get; init; }
}
