using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;

namespace NeuralOde.Actors;

public sealed partial class RangeServer
{
    /// <summary>All that a range server knows: nothing of other ranges.</summary>
    public sealed record State
    {
        /// <summary>What the run does.</summary>
        public required RunPlan Plan { get; init; }

        /// <summary>Who it is; the incarnation is the number of its reign over the range, and 0 while it has
        /// none.</summary>
        public required Sender Self { get; init; }

        /// <summary>Which of the servers it is; the leading one is 0.</summary>
        public required int Server { get; init; }

        /// <summary>The newest fence of a leading server that it has seen; older ones decide nothing.</summary>
        public Fence Leader { get; init; }

        /// <summary>What it has of its range.</summary>
        public Holding Holding { get; init; } = new Holding.Nothing();

        /// <summary>The checkpoint that it was asked for.</summary>
        public Keeping Keeping { get; init; } = new Keeping.Nothing();

        /// <summary>Whether its host shall go.</summary>
        public bool IsLeaving { get; init; }

        /// <summary>The coordinates that it holds.</summary>
        public KeyRange Range => Plan.Ranges[Server];

        internal Holds Holds => Holding is Holding.Part(var part, _)
            ? new Holds.Parameters(part.Version)
            : new Holds.Nothing();
    }

    /// <summary>What a range server has of its range.</summary>
    public abstract record Holding
    {
        private Holding() { }

        /// <summary>Nothing yet.</summary>
        public sealed record Nothing : Holding;

        /// <summary>A version that its host is looking for.</summary>
        public sealed record Sought(Version Version) : Holding;

        /// <summary>A version, and what has come of its gradient.</summary>
        /// <param name="Snapshot">The version.</param>
        /// <param name="Sums">The sums of the range, joined upward.</param>
        public sealed record Part(RangeSnapshot Snapshot, PartialSums<WorkSum> Sums) : Holding;
    }

    /// <summary>The checkpoint that a range server was asked for.</summary>
    public abstract record Keeping
    {
        private Keeping() { }

        /// <summary>None yet.</summary>
        public sealed record Nothing : Keeping;

        /// <summary>It is being written.</summary>
        public sealed record Writing(Version Version, bool IsLast) : Keeping;

        /// <summary>It is safe.</summary>
        public sealed record Kept(Version Version, bool IsLast) : Keeping;
    }
}
