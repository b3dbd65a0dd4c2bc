namespace NeuralOde.Core.Programs.Plans;

/// <summary>Where features lie in the memory of a plan.</summary>
/// <param name="Start">The first element.</param>
/// <param name="Features">
/// The number of features that stand there; a value of size 1 serves as any number.
/// </param>
/// <param name="Lanes">The lanes of each feature; 1 if it is shared by all.</param>
internal readonly record struct Place(int Start, int Features, int Lanes)
{
    public bool IsShared => Lanes == 1;

    public int Length => Features * Lanes;

    /// <summary>The distance between features; 0 repeats the only one.</summary>
    public int Stride => Features == 1 ? 0 : Lanes;

    /// <summary>Some of the features; of one that serves as many, itself.</summary>
    public Place Slice(int start, int length) =>
        Features == 1 ? this : new(Start + start * Lanes, length, Lanes);
}
