namespace NeuralOde.Numerics.Lanes;

/// <summary>One step of every lane of a tile, as borrowed arrays.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct StepView<T>
    where T : unmanaged
{
    /// <summary>The states in which the steps begin; shape [features, lanes].</summary>
    public required ReadOnlySpan<T> Y { get; init; }

    /// <summary>The slopes of the stages; shape [stages, features, lanes].</summary>
    public required ReadOnlySpan<T> Slopes { get; init; }

    /// <summary>The signed sizes h; shape [lanes].</summary>
    public required ReadOnlySpan<T> Sizes { get; init; }

    /// <summary>The states in which the steps end, once they are known; shape [features, lanes].</summary>
    public ReadOnlySpan<T> Y1 { get; init; }

    /// <summary>The relative tolerance of each lane, then the absolute ones; shape [2, lanes].</summary>
    public ReadOnlySpan<T> Tolerances { get; init; }
}
