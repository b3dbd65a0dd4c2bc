using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;

namespace NeuralOde.Actors;

// When a unit, and not its workers, is to blame.
public sealed partial class ParameterServer
{
    private const bool Threw = true;
    private const bool Died = false;

    private static Transition<State, Effect> TakeBack(State state, ToServer.NodeFailed failed)
    {
        if (state.Phase is not Phase.Working(var round) || !round.Has(failed.Unit)) return state;
        var working = state with
        {
            Phase = new Phase.Working(round.Without(assignment => assignment.Node == failed.Unit.Node)),
        };
        return new Transition<State, Effect>(
            working,
            [new Effect.Report(new TrainingEvent.UnitFailed(failed.Unit, failed.From.Worker, failed.Reason))])
            .Then(next => Blame(next, [new(failed.Unit.Node, failed.From.Worker)], Threw, failed.Reason))
            .Then(Deal);
    }

    // Notes what failed at whom; a unit that fails wherever it goes ends the run before it kills all workers.
    private static Transition<State, Effect> Blame(
        State state, IReadOnlyList<UnitFailure> failures, bool threw, string reason)
    {
        if (state.Phase is not Phase.Working(var round) || failures.Count == 0) return state;
        var noted = round with { Failures = [.. round.Failures, .. failures] };
        var working = state with { Phase = new Phase.Working(noted) };
        foreach (var failure in failures)
        {
            var (limit, workers) = (state.Plan.Dealing.FailuresPerUnit, noted.WorkersThatFailedAt(failure.Node));
            var times = noted.Failures.Count(other => other.Node == failure.Node);
            var nobodyIsLeft = threw && times >= limit && workers >= state.Seats.Count;
            if (!failure.Node.IsLeaf || (workers < limit && !nobodyIsLeft)) continue;
            return Finish(working, new Ending.Failed(
                $"The unit {noted.Unit(failure.Node)} failed {times} times at {workers} workers, last at "
                + $"{failure.Worker}: {reason}. The examples below it cannot be solved."));
        }

        return working;
    }
}
