namespace NeuralOde.Numerics;

/// <summary>Lanes of several runs, which stand equally far apart.</summary>
/// <param name="Count">The number of runs.</param>
/// <param name="Lanes">The number of lanes of each.</param>
/// <param name="Apart">The number of values from a lane of a run to that of the next one.</param>
public readonly record struct LaneRuns(int Count, int Lanes, int Apart)
{
    /// <summary>The number of lanes of all runs.</summary>
    public int Rows => Count * Lanes;

    /// <summary>How far the lanes of a feature reach.</summary>
    internal int Reach => (Count - 1) * Apart + Lanes;
}
