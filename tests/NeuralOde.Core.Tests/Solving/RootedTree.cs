using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Tests.Solving;

/// <summary>A rooted tree, which stands for one order condition: Σ bᵢ·Φᵢ(τ) = θ^order / γ(τ).</summary>
/// <remarks>Source: Hairer, Nørsett, Wanner, Solving ODEs I, 2nd ed., II.2, theorem 2.13.</remarks>
internal sealed record RootedTree(IReadOnlyList<RootedTree> Children)
{
    private int Order => 1 + Children.Sum(child => child.Order);

    private int Density => Children.Aggregate(Order, (product, child) => product * child.Density);

    private string Shape =>
        $"[{string.Concat(Children.Select(child => child.Shape).Order(StringComparer.Ordinal))}]";

    public static IEnumerable<RootedTree> UpTo(int order) => Enumerable.Range(1, order).SelectMany(OfOrder);

    /// <summary>
    /// All trees of an order: every tree of the order before, with a leaf hung on each of its vertices.
    /// </summary>
    public static IEnumerable<RootedTree> OfOrder(int order) => order == 1
        ? [new([])]
        : OfOrder(order - 1).SelectMany(WithLeaf).DistinctBy(tree => tree.Shape);

    /// <summary>What is missing in the condition of this tree for weights at θ; 0 when it holds.</summary>
    public Rational Condition(ButcherTableau tableau, IReadOnlyList<Rational> weights, Rational? theta = null)
    {
        var stages = Stages(tableau);
        var power = Enumerable.Repeat(theta ?? 1, Order).Aggregate(Rational.One, (product, t) => product * t);
        return weights.Select((b, i) => b * stages[i]).Aggregate(Rational.Zero, (sum, term) => sum + term)
            - power / Density;
    }

    private static IEnumerable<RootedTree> WithLeaf(RootedTree tree) =>
        from vertex in Enumerable.Range(-1, tree.Children.Count + 1)
        from grown in vertex < 0
            ? [new RootedTree([.. tree.Children, new([])])]
            : WithLeaf(tree.Children[vertex]).Select(child => new RootedTree(
                [.. tree.Children.Take(vertex), child, .. tree.Children.Skip(vertex + 1)]))
        select grown;

    private Rational[] Stages(ButcherTableau tableau)
    {
        var inner = Children.Select(child => child.Stages(tableau)).ToArray();
        return [.. tableau.A.Select(row => inner.Aggregate(
            Rational.One,
            (product, child) => product * row.Select((a, j) => a * child[j])
                .Aggregate(Rational.Zero, (sum, term) => sum + term)))];
    }
}
