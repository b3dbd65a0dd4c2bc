using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Dealing;

/// <summary>The function evaluations that each example took when it was last solved.</summary>
/// <param name="Shards">By shard and example; 0 for an example that was not solved yet; shape
/// [shards][examples].</param>
/// <param name="Mean">The mean over the examples that were solved; a guess for the others.</param>
public sealed record CostTable(ValueArray<ValueArray<float>> Shards, float Mean)
{
    private const float FirstGuess = 50;

    /// <summary>A table for examples of which none was solved.</summary>
    public static CostTable Unknown(Batching batching) =>
        new([.. batching.ShardSizes.Select(size => ValueArray.Of<float>(new float[size]))], FirstGuess);

    /// <summary>The evaluations to be expected for an example.</summary>
    public float Of(int shard, int example) => Shards[shard][example] is > 0 and var known ? known : Mean;

    /// <summary>The table after a minibatch was solved.</summary>
    /// <param name="round">The round that it was solved in.</param>
    /// <param name="tally">The counts of all of it, its examples in the order of its leaves.</param>
    public CostTable After(Round round, Tally tally) => After(round, round.Minibatch.Tree.Root, tally);

    /// <summary>The table after a part of a minibatch was solved.</summary>
    /// <param name="round">The round that it was solved in.</param>
    /// <param name="node">The node of its tree that was solved.</param>
    /// <param name="tally">The counts of what is below it, its examples in the order of its leaves.</param>
    public CostTable After(Round round, TreeNode node, Tally tally)
    {
        var tree = round.Minibatch.Tree;
        var shards = new float[Shards.Count][];
        var position = 0;
        foreach (var leaf in tree.LeavesOf(node))
        {
            var shard = tree.ShardOf(leaf);
            shards[shard] ??= [.. Shards[shard]];
            foreach (var example in round.Examples[leaf.Index])
            {
                shards[shard][example] = Evaluations(tally, position);
                position++;
            }
        }

        return new(
            [.. shards.Select((changed, shard) => changed is null ? Shards[shard] : [.. changed])],
            position == 0
                ? Mean
                : (float)Enumerable.Range(0, position).Average(at => Evaluations(tally, at)));
    }

    private static float Evaluations(Tally tally, int position) =>
        At(tally.ForwardNfe, position) + At(tally.BackwardNfe, position);

    private static int At(ValueArray<int> counts, int position) =>
        position < counts.Count ? counts[position] : 0;
}
