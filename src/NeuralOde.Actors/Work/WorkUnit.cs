using NeuralOde.Core.Training;

namespace NeuralOde.Actors.Work;

/// <summary>An aligned subtree of micro-batches, what is dealt to a worker. Together with the run it fixes
/// the bits of its sum, whoever solves it and how often.</summary>
/// <param name="Version">The version of the parameters that it is solved with.</param>
/// <param name="Purpose">What it is solved for.</param>
/// <param name="Node">The node of the sum tree of that version's minibatch.</param>
public readonly record struct WorkUnit(Version Version, Purpose Purpose, TreeNode Node)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Purpose} {Version}:{Node.Level}/{Node.Index}";
}
