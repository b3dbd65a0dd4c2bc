using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Work;

/// <summary>What the micro-batches below a node give, summed.</summary>
/// <param name="Gradient">The sum of ∂L/∂θ; shape [parameters], or [0] for a validation.</param>
/// <param name="Tally">What was counted on the way.</param>
public sealed record WorkSum(FlatVector Gradient, Tally Tally)
{
    /// <summary>The sum of no micro-batch; added to another it changes nothing.</summary>
    public static WorkSum Nothing { get; } = new(FlatVector.Of<float>([]), new());

    /// <summary>What the gradients are based on; the server notes it where a step takes gradients of several
    /// versions, otherwise it is empty.</summary>
    public ValueArray<BasisCount> Bases { get; init; }

    /// <summary>The sum of two siblings, the left one first.</summary>
    /// <exception cref="ArgumentException">The gradients differ in length.</exception>
    public static WorkSum Add(WorkSum left, WorkSum right) =>
        left == Nothing ? right
        : right == Nothing ? left
        : new(left.Gradient.Add(right.Gradient), Tally.Add(left.Tally, right.Tally))
        {
            Bases = BasisCount.Add(left.Bases, right.Bases),
        };

    /// <summary>The sum at a node, in the one order that a sum tree has.</summary>
    /// <param name="tree">The tree of the minibatch.</param>
    /// <param name="node">A node that is present in it.</param>
    /// <param name="solve">Gives the sum of one micro-batch.</param>
    public static WorkSum At(SumTree tree, TreeNode node, Func<TreeNode, WorkSum> solve) =>
        tree.SumOf(node, solve, Add);
}
