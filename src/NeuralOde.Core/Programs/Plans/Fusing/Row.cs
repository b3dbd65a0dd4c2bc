namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// Where a value of a chain stands in memory: the lanes of a feature, or one number for all of them.
/// </summary>
/// <param name="Start">The first element, of the first feature.</param>
/// <param name="Stride">The distance to the next feature; 0 where every feature sees the same.</param>
/// <param name="IsShared">True for one number that serves all lanes.</param>
internal readonly record struct Row(int Start, int Stride, bool IsShared)
{
    /// <summary>One feature of a place.</summary>
    public static Row Of(Place place, int feature) =>
        new(place.Start + feature * place.Stride, 0, place.IsShared);

    /// <summary>All features of a place, to be walked through.</summary>
    public static Row Each(Place place) => new(place.Start, place.Stride, place.IsShared);

    /// <summary>The elements between the first and the last, for so many features and lanes.</summary>
    public Extent Extent(int features, int lanes) =>
        new(Start, (features - 1) * Stride + (IsShared ? 1 : lanes));
}

/// <summary>A run of elements.</summary>
internal readonly record struct Extent(int Start, int Length)
{
    public bool Overlaps(Extent other) =>
        Start < other.Start + other.Length && other.Start < Start + Length;

    public bool Covers(Extent other) =>
        Start <= other.Start && other.Start + other.Length <= Start + Length;

    /// <summary>What is left of it without the elements of another: up to two runs.</summary>
    public IEnumerable<Extent> Without(Extent other)
    {
        var (end, otherEnd) = (Start + Length, other.Start + other.Length);
        if (!Overlaps(other)) yield return this;
        else if (Start < other.Start) yield return new(Start, other.Start - Start);
        if (Overlaps(other) && otherEnd < end) yield return new(otherEnd, end - otherEnd);
    }
}
