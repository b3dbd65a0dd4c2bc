using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Dealing;

/// <summary>The rounds that are begun and not through: one where all workers wait for one another, several
/// where they need not.</summary>
/// <param name="Through">All minibatches before that of this version are through.</param>
/// <param name="Rounds">The rounds of the minibatches from there on, the oldest first; then the validation
/// that is going on, if there is one.</param>
public sealed record OpenRounds(Version Through, ValueArray<Round> Rounds)
{
    /// <summary>Whether a version is being validated: it stays the newest until that is done.</summary>
    public bool IsValidating => Rounds is [.., { Purpose: Purpose.Validation }];

    /// <summary>The minibatch that is begun next.</summary>
    public Version Next => new(Through.Value + Training.Count());

    /// <summary>How many minibatches came back: a part of one counts as a fraction.</summary>
    internal double Worth => Through.Value + Training.Sum(round => round.LeavesThatCameBack / (double)round.Leaves);

    private IEnumerable<Round> Training => Rounds.Where(round => round.Purpose is Purpose.Gradient);

    private double Applied => Through.Value + Training.Sum(round =>
        round.Applied.Sum(node => round.Minibatch.Tree.LeavesOf(node).Count()) / (double)round.Leaves);

    /// <summary>The versions that the gradients in hand are based on, or newer ones.</summary>
    internal IEnumerable<Version> BasesInHand =>
        Training.SelectMany(round => round.Assigned).Select(assignment => assignment.Basis);

    /// <summary>The round that a unit is of; none or one.</summary>
    internal Round? RoundOf(WorkUnit unit) => Rounds.FirstOrDefault(round => round.Has(unit));

    /// <summary>How many units of a round were in somebody's hand here; 0 where it was not begun.</summary>
    internal int AssignedOf(Round round) => Rounds.FirstOrDefault(round.IsSameAs)?.Assigned.Count ?? 0;

    /// <summary>The units that a worker has in hand, in the order of dealing.</summary>
    internal IEnumerable<WorkUnit> InHand(Sender worker) =>
        from round in Rounds
        from assignment in round.Assigned
        where assignment.To == worker
        orderby assignment.AtMs
        select round.Unit(assignment.Node);

    /// <summary>What a worker was most likely solving: of what it was dealt and has not answered, that which it
    /// got first, unless it was dealt to another one since.</summary>
    internal IEnumerable<WorkUnit> SolvedBy(Seat seat) => Rounds
        .SelectMany(round => round.DealtTo(seat.Sender), (round, node) => (Round: round, Node: node))
        .Take(seat.Skills.Slots)
        .Where(dealt => dealt.Round.IsLeftTo(seat.Sender, dealt.Node))
        .Select(dealt => dealt.Round.Unit(dealt.Node));

    /// <summary>What the workers did since the last step.</summary>
    internal ValueArray<Load> Loads =>
        Training.SelectMany(round => round.Loads).Aggregate(default(ValueArray<Load>), Load.Add);

    /// <summary>When the last step was taken, or the first of the rounds began; in milliseconds.</summary>
    internal double StartedAtMs => Training.Min(round => round.StartedAtMs);

    /// <summary>What is to be remembered of rounds of which a part was applied.</summary>
    internal ValueArray<AppliedPart> AppliedParts
    {
        get
        {
            var parts = Training.Select(round => new AppliedPart(round.Version, round.Applied)).ToArray();
            return [.. parts[..(1 + Array.FindLastIndex(parts, part => part.Nodes.Count > 0))]];
        }
    }

    /// <summary>The rounds with one that changed.</summary>
    internal OpenRounds With(Round changed) => Each(round => round.IsSameAs(changed) ? changed : round);

    /// <summary>The rounds, each of them changed.</summary>
    internal OpenRounds Each(Func<Round, Round> change) => this with { Rounds = [.. Rounds.Select(change)] };

    /// <summary>The rounds with one more.</summary>
    internal OpenRounds And(Round round) => this with { Rounds = [.. Rounds, round] };

    /// <summary>The rounds after the validation that was going on.</summary>
    internal OpenRounds Validated => this with { Rounds = [.. Training] };

    /// <summary>What a step takes: what waits, that of the oldest basis first, until so many minibatches are
    /// applied.</summary>
    /// <param name="worth">The number of minibatches.</param>
    internal IReadOnlyList<(Round Round, NodeSum<WorkSum> Sum)> Portion(double worth)
    {
        var waiting =
            from round in Training
            from sum in round.Sums.Sums
            where sum.Sum != WorkSum.Nothing
            orderby sum.Sum.Bases is [var oldest, ..] ? oldest.Version.Value : 0, round.Version.Value
            select (Round: round, Sum: sum);
        var (taken, applied) = (new List<(Round Round, NodeSum<WorkSum> Sum)>(), Applied);
        foreach (var next in waiting)
        {
            if (applied >= worth) break;
            taken.Add(next);
            applied += next.Round.Waiting(next.Sum.Node) / (double)next.Round.Leaves;
        }

        return [.. taken.OrderBy(one => one.Round.Version.Value).ThenBy(one => one.Sum.Node.FirstLeaf)];
    }

    /// <summary>The rounds after a step took a portion.</summary>
    /// <param name="portion">What it took.</param>
    /// <param name="nowMs">When; in milliseconds of the server's clock.</param>
    internal OpenRounds After(IReadOnlyList<(Round Round, NodeSum<WorkSum> Sum)> portion, double nowMs)
    {
        var applied = portion.Aggregate(this, (rounds, one) => rounds.With(
            rounds.Rounds.First(one.Round.IsSameAs).Apply(one.Sum.Node)));
        var through = applied.Rounds.TakeWhile(round => round.IsThrough).Count();
        return new(
            new(Through.Value + through),
            [.. applied.Rounds.Skip(through).Select(round => round with { Loads = [], StartedAtMs = nowMs })]);
    }
}
