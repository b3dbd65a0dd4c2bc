using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;

namespace NeuralOde.TestKit.Actors;

/// <summary>One event of each kind.</summary>
public static class EveryEvent
{
    private static readonly Spread Nfe = new(20, 32, 44, 400);
    private static readonly WorkUnit Unit = new(new(3), Purpose.Gradient, new(2, 1));

    public static IReadOnlyList<TrainingEvent> All { get; } =
    [
        new TrainingEvent.RunClaimed(new(1), new(0)) { Mode = "quorum 7 of 8" },
        new TrainingEvent.StepApplied(new(1), new(), 1, 0.1, 5, []),
        new TrainingEvent.StepMeasured(new() { Version = new(1), ForwardNfe = Nfe, BackwardNfe = Nfe }),
        new TrainingEvent.Validated(new(1), new() { Examples = 1 }, IsBest: true),
        new TrainingEvent.ExamplesExcluded(new(1), [new FailureCount("NotFinite", 2)]),
        new TrainingEvent.GradientsDropped(new(1), 32),
        new TrainingEvent.GradientTooStale(Unit, new("a"), 5, 32),
        new TrainingEvent.WorkerJoined(new("a"), new(1), 1),
        new TrainingEvent.WorkerRefused(new("a"), new("1.0", 7), new("1.1", 8)),
        new TrainingEvent.WorkerLost(new("a"), 2),
        new TrainingEvent.UnitOverdue(Unit, new("a")),
        new TrainingEvent.UnitFailed(Unit, new("a"), "thrown"),
        new TrainingEvent.AnswerDropped(Unit, new("a")),
        new TrainingEvent.CheckpointSaved(new(1), 5),
        new TrainingEvent.CheckpointFailed(new(1), "disk full"),
        new TrainingEvent.RunEnded(new(1), new Ending.Finished()),
    ];
}
