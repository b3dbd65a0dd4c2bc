namespace NeuralOde.Core.Programs.Plans;

/// <summary>
/// How many rows of factors runs have gathered for outer sums. Many rows are summed at a time, for the sums are read
/// and written each time; the order of the terms does not depend on it.
/// </summary>
internal sealed class GatheredWorkspace
{
    /// <summary>The number of rows that wait to be summed.</summary>
    public int Rows { get; set; }
}
