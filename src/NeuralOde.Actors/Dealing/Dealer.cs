using NeuralOde.Actors.Mail;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Dealing;

/// <summary>Deals pending nodes of rounds to workers: the longest first, cut until they fit, held shards
/// first.</summary>
/// <remarks>Guided self-scheduling on a tree: what remains decides how much is dealt at once. Source:
/// Polychronopoulos, Kuck, Guided self-scheduling, IEEE Trans. Computers 36 (1987).</remarks>
public static class Dealer
{
    /// <summary>How many times as long as its target a unit may be: costs are predicted, and what is hardly longer is
    /// not worth two answers.</summary>
    public const double Tolerance = 1.125;

    /// <summary>The rounds after as much was dealt as the workers' credit allows: of the oldest first, and of a
    /// validation alone while there is one.</summary>
    /// <param name="open">The rounds.</param>
    /// <param name="seats">The workers, in any fixed order.</param>
    /// <param name="rules">How work is cut.</param>
    /// <param name="nowMs">The server's clock; in milliseconds.</param>
    /// <returns>The new assignments are the last ones of their round's, in the order of dealing.</returns>
    public static OpenRounds Deal(OpenRounds open, ValueArray<Seat> seats, DealingRules rules, double nowMs)
    {
        var rounds = open.Rounds.ToArray();
        for (var i = open.IsValidating ? rounds.Length - 1 : 0; i < rounds.Length; i++)
        {
            if (rounds[i].Pending.Count > 0)
            {
                rounds[i] = Deal(rounds[i], HandsOf(seats, rounds), new(seats, rules, nowMs));
            }
        }

        return open with { Rounds = [.. rounds] };
    }

    /// <summary>Whether a worker may have more in hand.</summary>
    public static bool HasCredit(OpenRounds open, ValueArray<Seat> seats, DealingRules rules) =>
        NextSeat(seats, HandsOf(seats, open.Rounds), rules) is not null;

    private static Round Deal(Round round, Dictionary<Sender, Hand> hands, Table table)
    {
        var (seats, rules, nowMs) = table;
        var slots = seats.Sum(seat => seat.Skills.Slots);
        var least = rules.LeastUnitMs(slots, round.Costs.Of(round.Minibatch.Tree.Root));
        var (pending, assigned) = (round.Pending.ToList(), round.Assigned.ToList());
        while (pending.Count > 0 && NextSeat(seats, hands, rules) is { } seat)
        {
            // A node at which a worker failed goes to another one, where there is one, and is cut: so it is found
            // which part of it is to blame. One at which a worker was lost goes to nobody who has not written
            // since: where all workers are lost at once, it must not look as if each had died of it.
            var refused = pending.Where(node => seat.SeenAtMs < round.LastLossAtMs(node)
                || (round.HasFailedAt(node, seat.Sender.Worker)
                    && seats.Any(other => !round.HasFailedAt(node, other.Sender.Worker)))).ToArray();
            if (refused.Length == pending.Count)
            {
                hands[seat.Sender] = Hand.Full;
                continue;
            }

            _ = pending.RemoveAll(refused.Contains);
            var target = Math.Max(least, pending.Sum(round.Costs.Of) / (rules.SharesPerSlot * slots));
            var node = Cut(round, pending, seat.Skills.Shards, target);
            assigned.Add(new(node, seat.Sender, round.Costs.Of(node), nowMs, round.Basis));
            hands[seat.Sender] = hands[seat.Sender].And(assigned[^1]);
            pending.AddRange(refused);
        }

        return round with { Pending = [.. pending], Assigned = [.. assigned] };
    }

    private static Dictionary<Sender, Hand> HandsOf(ValueArray<Seat> seats, IEnumerable<Round> rounds)
    {
        var hands = seats.ToDictionary(seat => seat.Sender, _ => new Hand(0, 0));
        foreach (var assignment in rounds.SelectMany(round => round.Assigned))
        {
            if (hands.TryGetValue(assignment.To, out var hand)) hands[assignment.To] = hand.And(assignment);
        }

        return hands;
    }

    // The worker with the least work in hand of those with credit.
    private static Seat? NextSeat(ValueArray<Seat> seats, Dictionary<Sender, Hand> hands, DealingRules rules) => seats
        .Where(seat => hands[seat.Sender].Units < rules.CreditPerSlot * seat.Skills.Slots)
        .MinBy(seat => hands[seat.Sender].Ms / seat.Skills.Slots);

    // Takes the costliest node out of what is pending, and puts back what is cut off it. A leaf that is longer than
    // the target goes before all, wherever it is held: begun late, it would be what all others wait for.
    private static TreeNode Cut(Round round, List<TreeNode> pending, ValueArray<int> held, double target)
    {
        Func<TreeNode, double> weight =
            pending.Max(round.Costs.LongestOf) > target ? round.Costs.LongestOf
            : pending.Any(node => round.Costs.Of(node, held) > 0) ? node => round.Costs.Of(node, held)
            : round.Costs.Of;
        var chosen = pending.MaxBy(weight);
        _ = pending.Remove(chosen);
        while (!chosen.IsLeaf && !Fits(round, chosen, held, target))
        {
            var children = Children(round, chosen).OrderByDescending(weight).ToArray();
            pending.AddRange(children.Skip(1));
            chosen = children[0];
        }

        return chosen;
    }

    private static bool Fits(Round round, TreeNode node, ValueArray<int> held, double target) =>
        round.Costs.Of(node) <= target * Tolerance
        && round.WorkersThatFailedAt(node) == 0
        && !round.Sums.Sums.Any(sum => node.Covers(sum.Node))
        && (node.LeafCount <= round.Minibatch.Tree.Places || HoldsAll(round, node, held));

    private static bool HoldsAll(Round round, TreeNode node, ValueArray<int> held) =>
        ShardsOf(round.Minibatch.Tree, node).All(shard => held.AsSpan().BinarySearch(shard) >= 0);

    private static IEnumerable<TreeNode> Children(Round round, TreeNode node) =>
        from child in new[] { node.Left, node.Right }
        where round.Minibatch.Tree.IsPresent(child) && !round.Sums.Holds(child)
        select child;

    private readonly record struct Table(ValueArray<Seat> Seats, DealingRules Rules, double NowMs);

    private readonly record struct Hand(int Units, double Ms)
    {
        public static Hand Full => new(int.MaxValue, double.PositiveInfinity);

        public Hand And(Assignment assignment) => new(Units + 1, Ms + assignment.PredictedMs);
    }

    /// <summary>The shards in which a node has micro-batches, in ascending order.</summary>
    public static ValueArray<int> ShardsOf(SumTree tree, TreeNode node) =>
    [
        .. from shard in Enumerable.Range(tree.ShardOf(node), Math.Max(1, node.LeafCount / tree.Places))
           where shard < tree.MicroBatches.Count && tree.MicroBatches[shard] > 0
           select shard,
    ];
}
