namespace NeuralOde.Numerics.Lanes;

/// <summary>Where every lane is and where it goes, and how far a step may reach.</summary>
public readonly ref struct EndView
{
    /// <summary>The times reached; shape [lanes].</summary>
    public required ReadOnlySpan<double> Times { get; init; }

    /// <summary>The wanted sizes, with or without their sign; shape [lanes].</summary>
    public required ReadOnlySpan<double> Wanted { get; init; }

    /// <summary>The times that the steps must not pass; shape [lanes].</summary>
    public required ReadOnlySpan<double> Landings { get; init; }

    /// <summary>No step is larger.</summary>
    public required double Maximum { get; init; }

    /// <summary>A step that comes to within this multiple of its size is stretched or cut to land.</summary>
    public required double Stretch { get; init; }

    /// <summary>One that would come to within this multiple of its size takes half of the way.</summary>
    public required double Halve { get; init; }
}
