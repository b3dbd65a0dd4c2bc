namespace NeuralOde.Core.Programs.Plans;

/// <summary>
/// How many lanes wait for their outer sums. One lane alone gathers the factors of many runs and sums them together,
/// for the sums are read and written each time; tiles sum at once, but the sums stand in panels. The order of the
/// terms does not depend on it.
/// </summary>
internal sealed class GatheredWorkspace
{
    /// <summary>The number of lanes since the sums were made or moved.</summary>
    public int Rows { get; set; }
}
