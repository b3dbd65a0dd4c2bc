using NeuralOde.Core.Training;

namespace NeuralOde.Actors.Work;

/// <summary>An aligned subtree of micro-batches, what is dealt to a worker. In synchronous training it fixes,
/// together with the run, the bits of its sum, whoever solves it and how often.</summary>
/// <param name="Version">The version whose minibatch it is of, and that of the parameters too where a step waits
/// for a whole minibatch.</param>
/// <param name="Purpose">What it is solved for.</param>
/// <param name="Node">The node of the sum tree of that version's minibatch.</param>
public readonly record struct WorkUnit(Version Version, Purpose Purpose, TreeNode Node)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Purpose} {Version}:{Node}";
}
