using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Dealing;

/// <summary>The work between two decisions of the server: all units of one minibatch, and what has come
/// back.</summary>
public sealed record Round
{
    /// <summary>The version whose minibatch it is, and whose parameters it is solved with where all wait for one
    /// another.</summary>
    public required Version Version { get; init; }

    /// <summary>The version whose parameters are the newest while units are dealt.</summary>
    public required Version Basis { get; init; }

    /// <summary>What for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>What is solved.</summary>
    public required Minibatch Minibatch { get; init; }

    /// <summary>Its examples; shape [places][examples].</summary>
    public required ValueArray<ValueArray<int>> Examples { get; init; }

    /// <summary>The predicted times.</summary>
    public required NodeCosts Costs { get; init; }

    /// <summary>What has come back, joined upward; what of it was applied is
    /// <see cref="WorkSum.Nothing"/>.</summary>
    public required PartialSums<WorkSum> Sums { get; init; }

    /// <summary>The nodes whose sums were applied, where a step may take a part of a round.</summary>
    public ValueArray<TreeNode> Applied { get; init; }

    /// <summary>The nodes that nobody has in hand.</summary>
    public ValueArray<TreeNode> Pending { get; init; }

    /// <summary>The nodes that somebody has in hand.</summary>
    public ValueArray<Assignment> Assigned { get; init; }

    /// <summary>What was taken back because it took too long, as it was dealt first: its workers may be solving
    /// it still.</summary>
    public ValueArray<Assignment> Overdue { get; init; }

    /// <summary>How long each worker solved for this round.</summary>
    public ValueArray<Load> Loads { get; init; }

    /// <summary>What failed, at whom.</summary>
    public ValueArray<UnitFailure> Failures { get; init; }

    /// <summary>When it began, or the last step was taken; in milliseconds of the server's clock.</summary>
    public double StartedAtMs { get; init; }

    /// <summary>How many workers failed at a node.</summary>
    public int WorkersThatFailedAt(TreeNode node) =>
        Failures.Where(failure => failure.Node == node).Select(failure => failure.Worker).Distinct().Count();

    /// <summary>Whether a worker failed at a node, or at one that it is part of.</summary>
    public bool HasFailedAt(TreeNode node, WorkerId worker) =>
        Failures.Any(failure => failure.Worker == worker && failure.Node.Covers(node));

    /// <summary>When a worker was last lost at a node, or at one that it is part of; before all times if none
    /// was.</summary>
    public double LastLossAtMs(TreeNode node) => Failures
        .Where(failure => failure.Node.Covers(node))
        .Select(failure => failure.LostAtMs)
        .DefaultIfEmpty(double.NegativeInfinity)
        .Max();

    /// <summary>The nodes that a worker was dealt and has not answered, in the order in which it got them.</summary>
    internal IEnumerable<TreeNode> DealtTo(Sender worker) => Overdue.Concat(Assigned)
        .Where(dealt => dealt.To == worker && !Sums.Holds(dealt.Node))
        .Select(dealt => dealt.Node)
        .Distinct();

    /// <summary>Whether nobody but a worker can be expected to answer a node that it was dealt.</summary>
    internal bool IsLeftTo(Sender worker, TreeNode node) =>
        Assigned.Any(assigned => assigned.Node == node && assigned.To == worker)
        || !Overdue.Concat(Assigned).Any(dealt => dealt.Node == node && dealt.To != worker);

    /// <summary>The number of its micro-batches.</summary>
    internal int Leaves => Minibatch.Tree.LeavesOf(Minibatch.Tree.Root).Count();

    /// <summary>How many of them have come back.</summary>
    internal int LeavesThatCameBack => Sums.Sums.Sum(sum => Minibatch.Tree.LeavesOf(sum.Node).Count());

    /// <summary>Whether all of it came back and was applied.</summary>
    internal bool IsThrough => Sums.IsComplete && Sums.Sums[0].Sum == WorkSum.Nothing;

    /// <summary>The examples of the micro-batches that have not come back.</summary>
    internal int Missing => Minibatch.Tree.LeavesOf(Minibatch.Tree.Root)
        .Where(leaf => !Sums.Holds(leaf))
        .Sum(leaf => Examples[leaf.Index].Count);

    /// <summary>The unit of a node.</summary>
    public WorkUnit Unit(TreeNode node) => new(Version, Purpose, node);

    /// <summary>Whether a unit is one of this round.</summary>
    public bool Has(WorkUnit unit) =>
        unit.Version == Version && unit.Purpose == Purpose && Minibatch.Tree.Contains(unit.Node);

    /// <summary>The round with a sum that came back: from whomever, late or twice.</summary>
    public Round With(TreeNode node, WorkSum sum, Load load)
    {
        // What was needed before is needed still, but for what lies below the sum that this one is part of now.
        var sums = Sums.Merge(node, sum, WorkSum.Add);
        var joined = sums.Sums.First(held => held.Node.Covers(node)).Node;
        return this with
        {
            Sums = sums,
            Pending = [.. Pending.Where(pending => !joined.Covers(pending))],
            Assigned = [.. Assigned.Where(assigned => !joined.Covers(assigned.Node))],
            Loads = Sums.Holds(node) ? Loads : Load.Add(Loads, load),
        };
    }

    /// <summary>Whether it is the same round at another time.</summary>
    internal bool IsSameAs(Round other) => Version == other.Version && Purpose == other.Purpose;

    /// <summary>Whether a part of a node, or all of it, came back.</summary>
    internal bool HasPartOf(TreeNode node) => Sums.Holds(node) || Sums.Sums.Any(sum => node.Covers(sum.Node));

    /// <summary>The number of micro-batches below a node whose gradients wait to be applied.</summary>
    internal int Waiting(TreeNode node) => Minibatch.Tree.LeavesOf(node)
        .Count(leaf => !Applied.Any(applied => applied.Covers(leaf)));

    /// <summary>The round when a node was applied in an earlier reign.</summary>
    internal Round Resume(TreeNode node)
    {
        var sums = Sums.Merge(node, WorkSum.Nothing, WorkSum.Add);
        return this with
        {
            Sums = sums,
            Applied = [.. Applied, node],
            Pending = [.. Pending.Where(pending => !sums.Holds(pending))],
        };
    }

    /// <summary>The round after the sum of a node was applied.</summary>
    internal Round Apply(TreeNode node) => this with
    {
        Sums = Sums with
        {
            Sums = [.. Sums.Sums.Select(sum => sum.Node == node ? new(node, WorkSum.Nothing) : sum)],
        },
        Applied = [.. Applied.Where(applied => !node.Covers(applied)), node],
    };

    /// <summary>The round with assignments taken back: what is still needed of them is pending
    /// again.</summary>
    public Round Without(Func<Assignment, bool> isTaken)
    {
        var taken = Assigned.Where(isTaken).ToArray();
        return taken.Length == 0 ? this : this with
        {
            Assigned = [.. Assigned.Where(assigned => !isTaken(assigned))],
            Pending = [.. Pending, .. taken.Select(lost => lost.Node).Where(node => !Sums.Holds(node))],
        };
    }

    /// <summary>The round with assignments taken back that took too long.</summary>
    internal Round WithOverdue(Func<Assignment, bool> isOverdue) => Without(isOverdue) with
    {
        Overdue = [.. Overdue.Concat(Assigned.Where(isOverdue)).DistinctBy(dealt => (dealt.Node, dealt.To))],
    };
}
