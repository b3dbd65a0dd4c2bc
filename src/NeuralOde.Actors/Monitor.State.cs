using NeuralOde.Actors.Reporting;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

public sealed partial class Monitor
{
    /// <summary>All that a monitor knows.</summary>
    public sealed record State
    {
        /// <summary>When the last step was reported, or the run was claimed; in milliseconds.</summary>
        public double LastStepAtMs { get; init; }

        /// <summary>The examples whose gradients came too late since then.</summary>
        public long Dropped { get; init; }

        /// <summary>The slots of each worker that is there.</summary>
        public ValueArray<TrainingEvent.WorkerJoined> Workers { get; init; }
    }
}
