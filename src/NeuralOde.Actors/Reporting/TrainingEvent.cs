using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Reporting;

/// <summary>What happened in a run, for the log and for whoever watches.</summary>
public abstract record TrainingEvent
{
    private TrainingEvent() { }

    /// <summary>A server began to lead the run.</summary>
    /// <param name="Fence">Its fence.</param>
    /// <param name="Version">The version that it goes on from.</param>
    public sealed record RunClaimed(Fence Fence, Version Version) : TrainingEvent
    {
        /// <summary>When gradients are applied, as <see cref="Running.Mode"/> names it.</summary>
        public string Mode { get; init; } = "";
    }

    /// <summary>An optimiser step was applied.</summary>
    /// <param name="Version">The version that it made.</param>
    /// <param name="Tally">What was counted over its minibatch.</param>
    /// <param name="GradientNorm">The 2-norm of the mean gradient before clipping.</param>
    /// <param name="Rate">The rate that the schedule gave.</param>
    /// <param name="ElapsedMs">From dealing the first unit to the last sum; in milliseconds.</param>
    /// <param name="Loads">What each worker did for it.</param>
    public sealed record StepApplied(
        Version Version, Tally Tally, double GradientNorm, double Rate, double ElapsedMs, ValueArray<Load> Loads)
        : TrainingEvent
    {
        /// <summary>What its gradients are based on; empty where all are of the version before it.</summary>
        public ValueArray<BasisCount> Bases { get; init; }
    }

    /// <summary>A step in figures; made of <see cref="StepApplied"/> by the monitor.</summary>
    public sealed record StepMeasured(StepFigures Figures) : TrainingEvent;

    /// <summary>The validation examples were solved with a version.</summary>
    /// <param name="Version">The version.</param>
    /// <param name="Tally">What was counted over them.</param>
    /// <param name="IsBest">Whether its loss is the lowest so far.</param>
    public sealed record Validated(Version Version, Tally Tally, bool IsBest) : TrainingEvent;

    /// <summary>A step was applied without the gradients that were late.</summary>
    /// <param name="Version">The version that they were of.</param>
    /// <param name="Examples">How many examples they were of.</param>
    public sealed record GradientsDropped(Version Version, int Examples) : TrainingEvent;

    /// <summary>An answer came after its gradient was too old to be applied; it is dealt again.</summary>
    /// <param name="Unit">The unit.</param>
    /// <param name="Worker">Who solved it.</param>
    /// <param name="Staleness">How many versions lie between what it is based on and the newest.</param>
    /// <param name="Examples">How many examples it is of.</param>
    public sealed record GradientTooStale(WorkUnit Unit, WorkerId Worker, long Staleness, long Examples)
        : TrainingEvent;

    /// <summary>Examples were excluded because they could not be solved.</summary>
    /// <param name="Version">The version that they were solved with.</param>
    /// <param name="Failures">How many, by kind.</param>
    public sealed record ExamplesExcluded(Version Version, ValueArray<FailureCount> Failures) : TrainingEvent;

    /// <summary>A worker was there for the first time, or again.</summary>
    public sealed record WorkerJoined(WorkerId Worker, Incarnation Incarnation, int Slots) : TrainingEvent;

    /// <summary>A worker is of another build or computes other bits, and gets no work.</summary>
    /// <param name="Worker">The worker.</param>
    /// <param name="Theirs">What it is.</param>
    /// <param name="Ours">What it would have to be.</param>
    public sealed record WorkerRefused(WorkerId Worker, ProgramIdentity Theirs, ProgramIdentity Ours)
        : TrainingEvent;

    /// <summary>A worker left, fell silent or was reported lost; what it had in hand is dealt
    /// again.</summary>
    /// <param name="Worker">The worker.</param>
    /// <param name="Units">How many units it had in hand.</param>
    public sealed record WorkerLost(WorkerId Worker, int Units) : TrainingEvent;

    /// <summary>A unit was not answered in time, and is dealt again.</summary>
    public sealed record UnitOverdue(WorkUnit Unit, WorkerId Worker) : TrainingEvent;

    /// <summary>A worker could not solve a unit, and it is dealt again.</summary>
    public sealed record UnitFailed(WorkUnit Unit, WorkerId Worker, string Reason) : TrainingEvent;

    /// <summary>An answer was not of this round, or does not fit the model; it changed nothing.</summary>
    public sealed record AnswerDropped(WorkUnit Unit, WorkerId Worker) : TrainingEvent;

    /// <summary>A checkpoint is safe.</summary>
    /// <param name="Version">Its version.</param>
    /// <param name="ElapsedMs">What it cost; in milliseconds.</param>
    public sealed record CheckpointSaved(Version Version, double ElapsedMs) : TrainingEvent;

    /// <summary>A checkpoint could not be written.</summary>
    public sealed record CheckpointFailed(Version Version, string Reason) : TrainingEvent;

    /// <summary>The server stopped.</summary>
    public sealed record RunEnded(Version Version, Ending Ending) : TrainingEvent;
}
