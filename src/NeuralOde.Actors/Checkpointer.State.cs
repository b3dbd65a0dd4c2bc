using NeuralOde.Actors.Running;

namespace NeuralOde.Actors;

public sealed partial class Checkpointer
{
    /// <summary>All that a checkpointer knows.</summary>
    public sealed record State
    {
        /// <summary>When a checkpoint is due.</summary>
        public Due Due { get; init; } = new Due.ByCost(0.01);

        /// <summary>Whether other servers hold ranges of the parameters: then theirs must be safe before its
        /// own is written, so that a version which is found here is whole.</summary>
        public bool HasPeers { get; init; }

        /// <summary>The last version that was written; 0 before.</summary>
        public Version Safe { get; init; }

        /// <summary>What it is writing.</summary>
        public Writing Writing { get; init; } = new Writing.Nothing();

        /// <summary>What must be written when that is done.</summary>
        public Waiting Waiting { get; init; } = new Waiting.Nothing();

        /// <summary>When the last checkpoint was written, or the run began; in milliseconds.</summary>
        public double LastAtMs { get; init; }

        /// <summary>What the last one cost, or a careful guess; in milliseconds.</summary>
        public double CostMs { get; init; } = 20;
    }

    /// <summary>When a checkpoint is due.</summary>
    public abstract record Due
    {
        private Due() { }

        /// <summary>As often as it costs less than a fraction of the time.</summary>
        /// <param name="Share">The fraction, such as 0.01.</param>
        public sealed record ByCost(double Share) : Due;

        /// <summary>Every so many versions.</summary>
        public sealed record EveryVersions(long Versions) : Due;
    }

    /// <summary>What a checkpointer is writing.</summary>
    public abstract record Writing
    {
        private Writing() { }

        internal bool IsUrgent =>
            this is Gathered { Urgency: Urgency.Now } or Checkpoint { Urgency: Urgency.Now };

        /// <summary>Nothing.</summary>
        public sealed record Nothing : Writing;

        /// <summary>Nothing yet: it waits for the ranges of other servers.</summary>
        public sealed record Gathered(Snapshot Snapshot, Urgency Urgency) : Writing;

        /// <summary>A version.</summary>
        public sealed record Checkpoint(Version Version, Urgency Urgency) : Writing;
    }

    /// <summary>What a checkpointer will write next.</summary>
    public abstract record Waiting
    {
        private Waiting() { }

        /// <summary>Nothing.</summary>
        public sealed record Nothing : Waiting;

        /// <summary>The version that somebody waits for.</summary>
        public sealed record Next(Snapshot Snapshot) : Waiting;
    }
}
