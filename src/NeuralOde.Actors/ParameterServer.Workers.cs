using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;

namespace NeuralOde.Actors;

// How workers come, go, fall silent and fail.
public sealed partial class ParameterServer
{
    private static bool IsFit(State state, Skills skills) =>
        skills.Identity == state.Plan.Identity && skills.Slots > 0;

    // Then another server had this number before, and the worker would take nothing older from this one: a broker
    // that has lost its disk counts from the beginning. Servers of ranges publish a step before this one hears of it.
    private static bool HasLaterParameters(State state, Envelope<ToServer> envelope) =>
        envelope.Fence == state.Fence
        && envelope.Letter is ToServer.WorkerReady { Holds: Holds.Parameters(var version) }
        && version.Value - state.Progress.Version.Value > (state.Plan.OtherServers.Any() ? 1 : 0);

    // The letter may be lost, so it goes out each time; the event is told once.
    private static Transition<State, Effect> Refuse(State state, ToServer.WorkerReady ready)
    {
        var ours = state.Plan.Identity;
        var letter = new Effect.Send(
            ready.From.Worker, Letter(state, new ToWorker.WorkerRefused(ours.Build, ours.Probe)));
        return state.Refused.Contains(ready.From) ? new(state, [letter]) : new(
            state with { Refused = [.. state.Refused, ready.From] },
            [
                new Effect.Report(new TrainingEvent.WorkerRefused(
                    ready.From.Worker, ready.Skills.Identity, ours)),
                letter,
            ]);
    }

    // A worker that was started again has forgotten what it had in hand.
    private static Transition<State, Effect> Seat(State state, ToServer.WorkerReady ready)
    {
        var seat = new Seat(ready.From, ready.Skills, state.NowMs);
        var hasNewest = ready.Holds is Holds.Parameters(var version) && version == state.Progress.Version;
        var isKnown = state.Seats.Any(known => known.Sender == ready.From);
        var cleared = isKnown ? state : LoseAndBlame(state, known => known.Sender.Worker == ready.From.Worker);
        return cleared.Then(rest => new(
            rest with
            {
                Seats = [.. rest.Seats.Where(known => known.Sender != ready.From).Append(seat)
                    .OrderBy(known => known.Sender.Worker)],
            },
            [
                .. isKnown ? (Effect[])[] : [new Effect.Report(new TrainingEvent.WorkerJoined(
                    ready.From.Worker, ready.From.Incarnation, ready.Skills.Slots))],
                .. hasNewest ? (Effect[])[] : [ParametersFor(rest, ready.From.Worker)],
            ]));
    }

    // What a tick is for: workers that fell silent, and units that are overdue.
    private static Transition<State, Effect> Look(State state) =>
        LoseAndBlame(state, seat => state.NowMs - seat.SeenAtMs > state.Plan.Dealing.SilenceMs)
            .Then(Expire)
            .Then(Deal);

    // A worker that took its leave is not to blame; what the others were solving may be what they died of.
    private static Transition<State, Effect> LoseAndBlame(State state, Func<Seat, bool> isLost)
    {
        if (state.Phase is not Phase.Working(var open)) return Lose(state, isLost);
        var solved =
            from seat in state.Seats
            where isLost(seat)
            from unit in open.SolvedBy(seat)
            select (Unit: unit, seat.Sender.Worker);
        return solved
            .Aggregate(new Transition<State, Effect>(state, []), (blamed, one) => blamed.Then(
                next => Blame(next, one.Unit, one.Worker, new(Threw: false, "the worker was lost"))))
            .Then(blamed => Lose(blamed, isLost));
    }

    private static Transition<State, Effect> Lose(State state, Func<Seat, bool> isLost)
    {
        var lost = state.Seats.Where(isLost).ToArray();
        if (lost.Length == 0) return state;
        var senders = lost.Select(seat => seat.Sender).ToHashSet();
        return new(
            state with
            {
                Seats = [.. state.Seats.Where(seat => !senders.Contains(seat.Sender))],
                Phase = Without(state.Phase, assignment => senders.Contains(assignment.To)),
            },
            [.. lost.Select(seat => new Effect.Report(new TrainingEvent.WorkerLost(
                seat.Sender.Worker, InHand(state.Phase, seat.Sender))))]);
    }

    private static Transition<State, Effect> Expire(State state)
    {
        if (state.Phase is not Phase.Working(var open)) return state;
        return new(
            state with { Phase = new Phase.Working(open.Each(round => round.WithOverdue(IsOverdue))) },
            [
                .. from round in open.Rounds
                   from assignment in round.Assigned
                   where IsOverdue(assignment)
                   select new Effect.Report(
                       new TrainingEvent.UnitOverdue(round.Unit(assignment.Node), assignment.To.Worker)),
            ]);

        bool IsOverdue(Assignment assignment) => assignment.IsOverdue(state.Plan.Dealing, state.NowMs);
    }

    private static int InHand(Phase phase, Sender worker) =>
        phase is Phase.Working(var open) ? open.InHand(worker).Count() : 0;

    private static Phase Without(Phase phase, Func<Assignment, bool> isTaken) =>
        phase is Phase.Working(var open) ? new Phase.Working(open.Each(round => round.Without(isTaken))) : phase;

    // A unit that came back tells that the worker is gone, unless somebody else has it by now.
    private static Transition<State, Effect> TakeBack(State state, Message.Returned returned) =>
        returned.Envelope is { Letter: ToWorker.SolveNode(var unit, _) } envelope
        && envelope.Run == state.Plan.Run && envelope.Fence == state.Fence
        && state.Phase is Phase.Working(var open) && open.RoundOf(unit) is { } round
        && round.Assigned.Any(assigned => assigned.Node == unit.Node && assigned.To.Worker == returned.Worker)
            ? LoseAndBlame(state, seat => seat.Sender.Worker == returned.Worker).Then(Deal)
            : state;
}
