using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Reporting;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

/// <summary>Turns what the actors report into events for the log: a step becomes figures, the rest
/// passes.</summary>
public sealed partial class Monitor : IActor<Monitor.State, Monitor.Message, Monitor.Effect>
{
    private Monitor() { }

    /// <inheritdoc/>
    public static Transition<State, Effect> Receive(State state, Message message) => message switch
    {
        Message.Reported(TrainingEvent.StepApplied step, var atMs) => new(
            state with { LastStepAtMs = atMs, Dropped = 0 },
            [new Effect.Log(new TrainingEvent.StepMeasured(Figures(state, step, atMs)))]),
        Message.Reported(var happened, var atMs) =>
            new(Noted(state, happened, atMs), [new Effect.Log(happened)]),
        _ => throw Unreachable.Case(message),
    };

    private static State Noted(State state, TrainingEvent happened, double atMs) => happened switch
    {
        TrainingEvent.RunClaimed => state with { LastStepAtMs = atMs },
        TrainingEvent.WorkerJoined joined =>
            state with { Workers = [.. Others(state, joined.Worker), joined] },
        TrainingEvent.GradientsDropped dropped => state with { Dropped = state.Dropped + dropped.Examples },
        TrainingEvent.GradientTooStale stale => state with { Dropped = state.Dropped + stale.Examples },
        TrainingEvent.WorkerLost lost => state with { Workers = [.. Others(state, lost.Worker)] },
        _ => state,
    };

    private static IEnumerable<TrainingEvent.WorkerJoined> Others(State state, WorkerId worker) =>
        state.Workers.Where(known => known.Worker != worker);

    private static StepFigures Figures(State state, TrainingEvent.StepApplied step, double atMs) => new()
    {
        Version = step.Version,
        Loss = step.Tally.MeanLoss,
        GradientNorm = step.GradientNorm,
        Rate = step.Rate,
        Examples = step.Tally.Examples,
        Correct = step.Tally.Correct,
        Classified = step.Tally.Classified,
        ForwardNfe = Spread.Of(step.Tally.ForwardNfe),
        BackwardNfe = Spread.Of(step.Tally.BackwardNfe),
        Staleness = Spread.Of([.. step.Bases.SelectMany(basis =>
            Enumerable.Repeat((int)step.Version.StepsSince(basis.Version) - 1, basis.MicroBatches))]),
        Dropped = state.Dropped,
        Accepted = step.Tally.Accepted,
        Rejected = step.Tally.Rejected,
        Fallbacks = step.Tally.Fallbacks,
        Failures = step.Tally.Failures,
        ElapsedMs = step.ElapsedMs,
        MakespanOverIdeal = MakespanOverIdeal(state, step),
        ExamplesPerSecond = atMs > state.LastStepAtMs
            ? step.Tally.Examples * 1000 / (atMs - state.LastStepAtMs)
            : 0,
        Idle = [.. state.Workers.Select(worker => Idle(worker, step))],
    };

    private static double MakespanOverIdeal(State state, TrainingEvent.StepApplied step)
    {
        var busyMs = step.Loads.Sum(load => load.BusyMs);
        return busyMs > 0 ? step.ElapsedMs * state.Workers.Sum(worker => worker.Slots) / busyMs : 0;
    }

    private static IdleShare Idle(TrainingEvent.WorkerJoined worker, TrainingEvent.StepApplied step)
    {
        var load = step.Loads.FirstOrDefault(load => load.Worker == worker.Worker)
            ?? new Load(worker.Worker, 0, 0);
        var share = 1 - load.BusyMs / (worker.Slots * step.ElapsedMs);
        return new(worker.Worker, Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1), load.Units);
    }
}
