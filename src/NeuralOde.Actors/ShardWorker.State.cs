using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

public sealed partial class ShardWorker
{
    /// <summary>All that a shard worker knows.</summary>
    public sealed record State
    {
        /// <summary>The run that it works for.</summary>
        public required RunId Run { get; init; }

        /// <summary>Who it is.</summary>
        public required Sender Self { get; init; }

        /// <summary>What it brings; the shards grow as they are loaded.</summary>
        public required Skills Skills { get; init; }

        /// <summary>The newest fence that it has seen; letters of older ones are not taken.</summary>
        public Fence Seen { get; init; }

        /// <summary>The ranges of the parameters where several servers share them; none while one holds
        /// all.</summary>
        public ValueArray<KeyRange> Ranges { get; init; }

        /// <summary>The ranges that came of a newer version than all of it is there of.</summary>
        public ValueArray<ToWorker.Parameters> Parts { get; init; }

        /// <summary>The newest parameters of which all are there.</summary>
        public Theta Theta { get; init; } = new Theta.Nothing();

        /// <summary>What it was dealt and has not begun, in the order of dealing.</summary>
        public ValueArray<ToWorker.SolveNode> Queue { get; init; }

        /// <summary>What is being solved; at most as many as it has slots.</summary>
        public ValueArray<Solve> Solving { get; init; }

        /// <summary>The shards that are being loaded.</summary>
        public ValueArray<int> Loading { get; init; }

        /// <summary>The shards that the server was asked for, with the ticks since then.</summary>
        public ValueArray<Wish> Wanted { get; init; }

        /// <summary>Whether it has stopped: it then does nothing any more.</summary>
        public bool HasStopped { get; init; }

        /// <summary>Which parameters it can tell the server that it has.</summary>
        internal Holds Holds =>
            Theta is Theta.Values held && held.Fence == Seen
                ? new Holds.Parameters(held.Version)
                : new Holds.Nothing();

        // What is solved with the parameters of an older server counts only where the bits are the same.
        internal bool HasInHand(ToWorker.SolveNode node) =>
            Queue.Any(queued => queued.Unit == node.Unit) || Solving.Any(solve => solve.Unit == node.Unit
                && (node.Basis is Basis.OfAnyServer || solve.BasedOn.Fence == Seen));

        internal bool HasPartFor(ToWorker.SolveNode node) =>
            Parts.Any(part => part.Version == node.Unit.Version);

        internal bool HasParametersFor(ToWorker.SolveNode node) => Theta is Theta.Values held && node.Basis switch
        {
            Basis.OfAnyServer => held.Version == node.Unit.Version,
            Basis.OfThisServer => held.Fence == Seen && held.Version == node.Unit.Version,
            Basis.Newest(var oldest) => held.Fence == Seen && !oldest.IsNewerThan(held.Version),
            _ => throw Unreachable.Case(node.Basis),
        };
    }

    /// <summary>The parameters that a worker has.</summary>
    public abstract record Theta
    {
        private Theta() { }

        /// <summary>None yet.</summary>
        public sealed record Nothing : Theta;

        /// <summary>Those of a version.</summary>
        /// <param name="Fence">The fence of the server that sent them.</param>
        /// <param name="Version">Their version.</param>
        /// <param name="Parameters">θ; shape [parameters].</param>
        public sealed record Values(Fence Fence, Version Version, FlatVector Parameters) : Theta;
    }

    /// <summary>A unit that is being solved.</summary>
    /// <param name="Unit">The unit.</param>
    /// <param name="BasedOn">The parameters that it is solved with.</param>
    public readonly record struct Solve(WorkUnit Unit, BasedOn BasedOn);

    /// <summary>A shard that the server was asked for.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Ticks">The ticks since it was asked, or since a piece of it came.</param>
    public readonly record struct Wish(int Shard, int Ticks);
}
