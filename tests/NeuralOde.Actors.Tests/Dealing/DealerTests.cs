using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Actors.Tests.Dealing;

public sealed class DealerTests
{
    private const int Examples = 64;
    private const float Others = 100;

    private static readonly Minibatch Minibatch = new Batching([Examples], Examples, 8).At(new Seed(1), 0);

    // Each of two workers is to be dealt half of all.
    private static readonly DealingRules Halves = new() { LettersPerUnit = 1e9 };

    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(125)]
    public void A_node_that_is_hardly_longer_than_its_target_is_dealt_whole(float first) =>
        Assert.Equal([new(2, 0), new(2, 1)], Dealt(first).Order(ByPlace));

    [Fact]
    public void A_node_that_is_much_longer_than_its_target_is_cut()
    {
        var dealt = Dealt(first: 200);

        Assert.Contains(new TreeNode(1, 0), dealt);
        Assert.DoesNotContain(new TreeNode(2, 0), dealt);
    }

    private static readonly Comparer<TreeNode> ByPlace =
        Comparer<TreeNode>.Create((one, other) => one.FirstLeaf.CompareTo(other.FirstLeaf));

    // What two workers are dealt when the examples of the first half take so many evaluations.
    private static ValueArray<TreeNode> Dealt(float first)
    {
        var examples = Minibatch.Examples();
        var costs = new float[Examples];
        for (var place = 0; place < examples.Count; place++)
        {
            foreach (var example in examples[place]) costs[example] = place < examples.Count / 2 ? first : Others;
        }

        var round = new Round
        {
            Version = new(0),
            Basis = new(0),
            Purpose = Purpose.Gradient,
            Minibatch = Minibatch,
            Examples = examples,
            Costs = NodeCosts.Of(Minibatch.Tree, examples, new CostTable([[.. costs]], Others), msPerEvaluation: 0.1),
            Sums = new(Minibatch.Tree),
            Pending = [Minibatch.Tree.Root],
        };
        var open = Dealer.Deal(new(new(0), [round]), [Seat("a"), Seat("b")], Halves, nowMs: 0);
        return [.. from assignment in open.Rounds[0].Assigned select assignment.Node];
    }

    private static Seat Seat(string worker) =>
        new(new(new(worker), new(1)), new Skills("build", Probe: 0, Shards: [0], Slots: 1), SeenAtMs: 0);
}
