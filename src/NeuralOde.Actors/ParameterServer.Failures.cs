using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;

namespace NeuralOde.Actors;

// When a unit, and not its workers, is to blame.
public sealed partial class ParameterServer
{
    private static Transition<State, Effect> TakeBack(State state, ToServer.NodeFailed failed)
    {
        if (state.Phase is not Phase.Working(var open) || open.RoundOf(failed.Unit) is not { } round) return state;
        var working = state with
        {
            Phase = new Phase.Working(
                open.With(round.Without(assignment => assignment.Node == failed.Unit.Node))),
        };
        return new Transition<State, Effect>(
            working,
            [new Effect.Report(new TrainingEvent.UnitFailed(failed.Unit, failed.From.Worker, failed.Reason))])
            .Then(next => Blame(next, failed.Unit, failed.From.Worker, new(Threw: true, failed.Reason)))
            .Then(Deal);
    }

    // Notes what failed at whom; a unit that fails wherever it goes ends the run before it kills all workers.
    private static Transition<State, Effect> Blame(State state, WorkUnit unit, WorkerId worker, Fault fault)
    {
        if (state.Phase is not Phase.Working(var open) || open.RoundOf(unit) is not { } round) return state;
        var failure = new UnitFailure(unit.Node, worker, fault.Threw ? double.NegativeInfinity : state.NowMs);
        var noted = round with { Failures = [.. round.Failures, failure] };
        var working = state with { Phase = new Phase.Working(open.With(noted)) };
        var (limit, workers) = (state.Plan.Dealing.FailuresPerUnit, noted.WorkersThatFailedAt(unit.Node));
        var times = noted.Failures.Count(other => other.Node == unit.Node);
        var nobodyIsLeft = fault.Threw && times >= limit && workers >= state.Seats.Count;
        return !unit.Node.IsLeaf || (workers < limit && !nobodyIsLeft)
            ? working
            : Finish(working, new Ending.Failed(
                $"The unit {unit} failed {times} times at {workers} workers, last at {worker}: {fault.Reason}. "
                + "The examples below it cannot be solved."));
    }

    // Whether a solve threw, or its worker died, and why.
    private readonly record struct Fault(bool Threw, string Reason);
}
