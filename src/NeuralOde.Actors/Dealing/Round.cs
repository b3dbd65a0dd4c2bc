using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Dealing;

/// <summary>The work between two decisions of the server: all units of one minibatch, and what has come
/// back.</summary>
public sealed record Round
{
    /// <summary>The version whose parameters are used.</summary>
    public required Version Version { get; init; }

    /// <summary>What for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>The examples.</summary>
    public required Minibatch Minibatch { get; init; }

    /// <summary>The predicted times.</summary>
    public required NodeCosts Costs { get; init; }

    /// <summary>What has come back, joined upward.</summary>
    public required PartialSums<WorkSum> Sums { get; init; }

    /// <summary>The nodes that nobody has in hand.</summary>
    public ValueArray<TreeNode> Pending { get; init; }

    /// <summary>The nodes that somebody has in hand.</summary>
    public ValueArray<Assignment> Assigned { get; init; }

    /// <summary>How long each worker solved for this round.</summary>
    public ValueArray<Load> Loads { get; init; }

    /// <summary>What failed, at whom.</summary>
    public ValueArray<UnitFailure> Failures { get; init; }

    /// <summary>When it began; in milliseconds of the server's clock.</summary>
    public double StartedAtMs { get; init; }

    /// <summary>How many workers failed at a node.</summary>
    public int WorkersThatFailedAt(TreeNode node) =>
        Failures.Where(failure => failure.Node == node).Select(failure => failure.Worker).Distinct().Count();

    /// <summary>Whether a worker failed at a node, or at one that it is part of.</summary>
    public bool HasFailedAt(TreeNode node, WorkerId worker) =>
        Failures.Any(failure => failure.Worker == worker && failure.Node.Covers(node));

    /// <summary>The number of its micro-batches.</summary>
    internal int Leaves => Minibatch.Tree.LeavesOf(Minibatch.Tree.Root).Count();

    /// <summary>How many of them have come back.</summary>
    internal int LeavesThatCameBack => Sums.Sums.Sum(sum => Minibatch.Tree.LeavesOf(sum.Node).Count());

    /// <summary>The sum of what has come back, from the left.</summary>
    internal WorkSum Sum => Sums.Sums.Select(sum => sum.Sum).Aggregate(WorkSum.Add);

    /// <summary>The examples of the micro-batches that have not come back.</summary>
    internal int Missing => Minibatch.Tree.LeavesOf(Minibatch.Tree.Root)
        .Where(leaf => !Sums.Holds(leaf))
        .Sum(leaf => Minibatch.ExamplesOf(leaf).Count);

    /// <summary>The unit of a node.</summary>
    public WorkUnit Unit(TreeNode node) => new(Version, Purpose, node);

    /// <summary>Whether a unit is one of this round.</summary>
    public bool Has(WorkUnit unit) =>
        unit.Version == Version && unit.Purpose == Purpose && IsInTree(unit.Node)
            && Minibatch.Tree.IsPresent(unit.Node);

    /// <summary>The round with a sum that came back: from whomever, late or twice.</summary>
    public Round With(TreeNode node, WorkSum sum, Load load)
    {
        var sums = Sums.Merge(node, sum, WorkSum.Add);
        return this with
        {
            Sums = sums,
            Pending = [.. Pending.Where(pending => !sums.Holds(pending))],
            Assigned = [.. Assigned.Where(assigned => !sums.Holds(assigned.Node))],
            Loads = Sums.Holds(node) ? Loads : Load.Add(Loads, load),
        };
    }

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

    // What came over a wire may name any node.
    private bool IsInTree(TreeNode node) =>
        node.Level >= 0 && node.Level <= Minibatch.Tree.Root.Level
        && node.Index >= 0 && node.Index < 1L << (Minibatch.Tree.Root.Level - node.Level);
}
