namespace NeuralOde.Actors.Reporting;

/// <summary>The fraction of a step's time in which a worker did not solve.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Share">Between 0 and 1.</param>
/// <param name="Units">The units that it solved.</param>
public sealed record IdleShare(WorkerId Worker, double Share, int Units);
