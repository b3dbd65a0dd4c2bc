using NeuralOde.Core.Training;

namespace NeuralOde.Actors.Dealing;

/// <summary>A worker that threw at a node, or was lost while it solved it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Worker">The worker.</param>
/// <param name="LostAtMs">When it was lost, in milliseconds of the server's clock; before all times if it
/// threw.</param>
public readonly record struct UnitFailure(TreeNode Node, WorkerId Worker, double LostAtMs);
