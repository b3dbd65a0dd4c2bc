using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

// How rounds are begun and dealt.
public sealed partial class ParameterServer
{
    // The rounds of a run that goes on: what was applied of them is not dealt again.
    private static OpenRounds Resumed(State state)
    {
        var parts = state.Progress.Applied;
        var open = new OpenRounds(parts is [var first, ..] ? first.Minibatch : state.Progress.Version, []);
        return parts.Aggregate(open, (rounds, part) => rounds.And(part.Nodes.Aggregate(
            RoundOf(state, Purpose.Gradient, part.Minibatch), static (round, node) => round.Resume(node))));
    }

    // Begins what the progress asks for.
    private static Transition<State, Effect> Go(State state, OpenRounds open) =>
        state.Progress.Next(state.Plan) switch
        {
            Next.Solve(Purpose.Validation) => Deal(
                state with
                {
                    Phase = new Phase.Working(open.And(RoundOf(state, Purpose.Validation, state.Progress.Version))),
                }),
            Next.Solve => GoOn(state with { Phase = new Phase.Working(open) }),
            Next.End(var why) => Finish(state, why),
            var other => throw Unreachable.Case(other),
        };

    // Ends a round, or takes a step, as soon as enough of it is there.
    private static Transition<State, Effect> GoOn(State state) => state.Phase switch
    {
        Phase.Working({ IsValidating: true } open) when open.Rounds[^1].Sums.IsComplete =>
            Judge(state, open.Rounds[^1]).Then(judged => Go(judged, open.Validated)),
        Phase.Working({ IsValidating: false } open) when state.Plan.Mode.IsDue(open, state.Progress.Version) =>
            Step(state, open),
        _ => Deal(state),
    };

    private static Transition<State, Effect> Deal(State state)
    {
        if (state.Phase is not Phase.Working(var before) || !state.Peers.AreReady) return state;
        var open = Dealt(state, before);
        while (MayBegin(state, open))
        {
            open = Dealt(state, open.And(RoundOf(state, Purpose.Gradient, open.Next)));
        }

        return new(
            LookingAhead(state with { Phase = new Phase.Working(open) }, open),
            [
                .. from round in open.Rounds
                   from assignment in round.Assigned.Skip(before.AssignedOf(round))
                   select new Effect.Send(
                       assignment.To.Worker,
                       Letter(state, new ToWorker.SolveNode(
                           round.Unit(assignment.Node), Dealer.ShardsOf(round.Minibatch.Tree, assignment.Node))
                       {
                           Basis = state.Plan.Mode.BasisOf(round),
                       })),
            ]);
    }

    private static State LookingAhead(State state, OpenRounds open) =>
        open.Rounds.All(round => round.Pending.Count == 0) && open.Next.Value < state.Plan.Steps
        && state.Ahead?.Minibatch.Version != open.Next.Value
            ? state with { Ahead = DrawnMinibatch.Of(state.Plan.MinibatchOf(Purpose.Gradient, open.Next)) }
            : state;

    private static OpenRounds Dealt(State state, OpenRounds open) => Dealer.Deal(
        open.Each(round => round with { Basis = state.Progress.Version }),
        state.Seats, RulesOf(state), state.NowMs);

    private static DealingRules RulesOf(State state) => state.Plan.Mode.Dealing(state.Plan.Dealing)
        .Carrying((long)state.Progress.Parameters.Length * state.Progress.Parameters.Precision.Bytes);

    // The next minibatch is begun when nothing is left to deal of those before it and a worker has time for it.
    private static bool MayBegin(State state, OpenRounds open) =>
        !open.IsValidating
        && open.Next.Value < state.Plan.Steps
        && state.Plan.Mode.MayBegin(open.Next, state.Progress.Version)
        && (open.Rounds.Count == 0 || (open.Rounds.All(round => round.Pending.Count == 0)
            && Dealer.HasCredit(open, state.Seats, RulesOf(state))));

    private static Round RoundOf(State state, Purpose purpose, Version version)
    {
        var (minibatch, examples) = purpose is Purpose.Gradient && state.Ahead?.Minibatch.Version == version.Value
            ? state.Ahead
            : DrawnMinibatch.Of(state.Plan.MinibatchOf(purpose, version));
        return new()
        {
            Version = version,
            Basis = state.Progress.Version,
            Purpose = purpose,
            Minibatch = minibatch,
            Examples = examples,
            Costs = NodeCosts.Of(minibatch.Tree, examples, state.Costs(purpose), state.MsPerEvaluation),
            Sums = new(minibatch.Tree),
            Pending = [minibatch.Tree.Root],
            StartedAtMs = state.NowMs,
        };
    }
}
