using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Running;

/// <summary>What of a minibatch was applied, where a step may take a part of it.</summary>
/// <param name="Minibatch">The version whose minibatch it is.</param>
/// <param name="Nodes">The nodes of its sum tree whose sums were applied; none covers another.</param>
public sealed record AppliedPart(Version Minibatch, ValueArray<TreeNode> Nodes);
