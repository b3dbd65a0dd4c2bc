namespace NeuralOde.Core.Training;

/// <summary>
/// A node of a binary tree of sums: level 0 holds the leaves, and node i has the children 2i and 2i + 1 below
/// it.
/// </summary>
/// <param name="Level">The number of levels below it.</param>
/// <param name="Index">Its place in its level, from the left.</param>
public readonly record struct TreeNode(int Level, int Index)
{
    /// <summary>The node above.</summary>
    public TreeNode Parent => new(Level + 1, Index >> 1);

    /// <summary>The other child of the node above.</summary>
    public TreeNode Sibling => new(Level, Index ^ 1);

    /// <summary>The left child; a leaf has none.</summary>
    public TreeNode Left => new(Level - 1, Index << 1);

    /// <summary>The right child; a leaf has none.</summary>
    public TreeNode Right => new(Level - 1, (Index << 1) + 1);

    /// <summary>True when it is the left child of the node above.</summary>
    public bool IsLeft => (Index & 1) == 0;

    /// <summary>True when it has no children.</summary>
    public bool IsLeaf => Level == 0;

    /// <summary>The index of the leftmost leaf below it.</summary>
    public int FirstLeaf => Index << Level;

    /// <summary>The number of leaves below it; a leaf counts as one.</summary>
    public int LeafCount => 1 << Level;

    /// <summary>True when the other node is this one or lies below it.</summary>
    public bool Covers(TreeNode other) =>
        other.Level <= Level && other.Index >> (Level - other.Level) == Index;

    /// <inheritdoc/>
    /// <remarks>The text of a record shows all properties, and those of these without end.</remarks>
    public override string ToString() => $"{Level}/{Index}";
}
