namespace NeuralOde.Numerics.Lanes;

/// <summary>Between which sizes a first step lies.</summary>
/// <param name="Minimum">No step is smaller, unless the whole interval is.</param>
/// <param name="PartOfInterval">Nor smaller than this part of the interval.</param>
/// <param name="Maximum">No step is larger.</param>
public readonly record struct StartBounds(double Minimum, double PartOfInterval, double Maximum)
{
    /// <summary>No step across an interval of this length, whatever its sign, is smaller.</summary>
    /// <param name="interval">t1 − t0.</param>
    public double SmallestOf(double interval) => Math.Max(Minimum, PartOfInterval * Math.Abs(interval));
}
