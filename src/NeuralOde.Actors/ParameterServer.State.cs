using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

public sealed partial class ParameterServer
{
    /// <summary>All that a parameter server knows. Only <see cref="Progress"/> is worth keeping.</summary>
    public sealed record State
    {
        /// <summary>What the run does.</summary>
        public required RunPlan Plan { get; init; }

        /// <summary>How far it is.</summary>
        public required Progress Progress { get; init; }

        /// <summary>Its fence; nothing is decided before it has one.</summary>
        public Fence Fence { get; init; }

        /// <summary>What it is doing.</summary>
        public Phase Phase { get; init; } = new Phase.Standby();

        /// <summary>The workers, in the order of their names.</summary>
        public ValueArray<Seat> Seats { get; init; }

        /// <summary>The workers that get no work.</summary>
        public ValueArray<Sender> Refused { get; init; }

        /// <summary>The evaluations of each training example.</summary>
        public required CostTable TrainingCosts { get; init; }

        /// <summary>The evaluations of each validation example.</summary>
        public required CostTable ValidationCosts { get; init; }

        /// <summary>The time of one function evaluation; in milliseconds; a running mean.</summary>
        public required double MsPerEvaluation { get; init; }

        /// <summary>The minibatch of the next version, found when all units of the one before it are dealt: workers
        /// solve these meanwhile, and would wait for it later. Null before the first.</summary>
        public DrawnMinibatch? Ahead { get; init; }

        /// <summary>The other servers of a run whose parameters are shared; none where this one holds
        /// all.</summary>
        public Peers Peers { get; init; } = new();

        /// <summary>The time of the last message that had one; in milliseconds.</summary>
        public double NowMs { get; init; }

        /// <summary>A server that waits to lead a run.</summary>
        /// <param name="plan">What the run does.</param>
        /// <param name="start">How it starts where there is no checkpoint.</param>
        public static State Of(RunPlan plan, Progress start) => new()
        {
            Plan = plan,
            Progress = start,
            TrainingCosts = CostTable.Unknown(plan.Batching),
            ValidationCosts = plan.Validation is Validation.Every every
                ? CostTable.Unknown(every.Batching)
                : new([], 0),
            MsPerEvaluation = plan.Dealing.FirstMsPerEvaluation,
        };

        internal CostTable Costs(Purpose purpose) =>
            purpose is Purpose.Gradient ? TrainingCosts : ValidationCosts;
    }

    /// <summary>What a parameter server is doing.</summary>
    public abstract record Phase
    {
        private Phase() { }

        /// <summary>Another one leads, or nobody yet.</summary>
        public sealed record Standby : Phase;

        /// <summary>It deals the units of the open rounds and merges the answers.</summary>
        public sealed record Working(OpenRounds Open) : Phase;

        /// <summary>It waits until the last version is safe.</summary>
        public sealed record Saving(Ending Why) : Phase;

        /// <summary>It does nothing any more.</summary>
        public sealed record Ended : Phase;
    }
}
