namespace NeuralOde.Actors.Running;

/// <summary>What a checkpoint holds.</summary>
/// <param name="Run">The run.</param>
/// <param name="Fence">The fence of the server that made it; of two checkpoints the one with the higher
/// (fence, version) is newer.</param>
/// <param name="Progress">How far the run is.</param>
public sealed record Snapshot(RunId Run, Fence Fence, Progress Progress);
