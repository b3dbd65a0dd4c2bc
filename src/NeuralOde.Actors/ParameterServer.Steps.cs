using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;

namespace NeuralOde.Actors;

// How answers become versions.
public sealed partial class ParameterServer
{
    private static Transition<State, Effect> Merge(State state, ToServer.NodeDone done)
    {
        if (state.Phase is not Phase.Working(var open) || open.RoundOf(done.Unit) is not { } round
            || !HasRightLength(state, done) || !IsOfRightVersion(state, done) || IsThereInPart(state, round, done))
        {
            return new(
                state, [new Effect.Report(new TrainingEvent.AnswerDropped(done.Unit, done.From.Worker))]);
        }

        var staleness = state.Progress.Version.StepsSince(done.BasedOn.Version);
        if (IsMixed(state, done) && staleness > state.Plan.Mode.GreatestStaleness)
        {
            return new(state, [new Effect.Report(
                new TrainingEvent.GradientTooStale(done.Unit, done.From.Worker, staleness, done.Sum.Tally.Examples))]);
        }

        return state.Peers.AllHave(done.Unit)
            ? Enter(state, open.With(Merged(state, round, done)), done)
            : state with { Peers = state.Peers.And(done) };
    }

    // An answer has become part of a round: every server has its range of it.
    private static Transition<State, Effect> Enter(State state, OpenRounds merged, ToServer.NodeDone done) =>
        GoOn(state with
        {
            Phase = new Phase.Working(merged),
            Seats = [.. state.Seats.Select(seat =>
                seat.Sender == done.From ? seat with { SeenAtMs = state.NowMs } : seat)],
            MsPerEvaluation = Speed.After(state.MsPerEvaluation, done),
            TrainingCosts = IsMixed(state, done)
                ? state.TrainingCosts.After(
                    merged.RoundOf(done.Unit)!, done.Unit.Node, done.Sum.Tally)
                : state.TrainingCosts,
        });

    private static Round Merged(State state, Round round, ToServer.NodeDone done) => round.With(
        done.Unit.Node, SumOf(state, round, done), new(done.From.Worker, 1, done.ElapsedMs));

    // The step from what came back to a version.
    private static Transition<State, Effect> Step(State state, OpenRounds open)
    {
        var mode = state.Plan.Mode;
        var portion = open.Portion(mode.Mixes ? Mode.WorthAfter(state.Progress.Version) : double.PositiveInfinity);
        var sum = portion.Select(one => one.Sum.Sum).Aggregate(WorkSum.Nothing, WorkSum.Add);
        var mean = MeanGradient.Of(sum.Gradient, sum.Tally.Examples);
        var norm = Gradients.NormOf([.. mean.Squares, .. state.Peers.Squares]);
        var step = TrainingStep.Of(state.Plan.Rule, state.Progress.Training, mean, norm);
        var taken = new ToRange.StepTaken(
            state.Progress.Version, norm, state.Progress.Stopping.BestVersion);
        var progress = state.Progress.After(step);
        var dropped = mode.Mixes ? 0 : open.Rounds[0].Missing;
        var left = mode.Mixes ? open.After(portion, state.NowMs) : new(progress.Version, []);
        var next = state with
        {
            Progress = progress with { Applied = left.AppliedParts },
            Peers = state.Peers.After(taken),
            TrainingCosts = mode.Mixes || dropped > 0
                ? state.TrainingCosts
                : state.TrainingCosts.After(open.Rounds[0], sum.Tally),
        };
        return new Transition<State, Effect>(next, [
            .. dropped == 0 ? (Effect[])[] : [new Effect.Report(
                new TrainingEvent.GradientsDropped(state.Progress.Version, dropped))],
            new Effect.Report(new TrainingEvent.StepApplied(
                progress.Version, sum.Tally, step.GradientNorm, step.Rate,
                state.NowMs - open.StartedAtMs, open.Loads)
            {
                Bases = sum.Bases,
            }),
            .. sum.Tally.Failed == 0 ? (Effect[])[] : [new Effect.Report(
                new TrainingEvent.ExamplesExcluded(state.Progress.Version, sum.Tally.Failures))],
            new Effect.Keep(SnapshotOf(next), Urgency.WhenDue),
            PublishedBy(next),
            .. ToPeers(next, taken),
        ]).Then(stepped => Go(stepped, left));
    }

    private static Transition<State, Effect> Judge(State state, Round round)
    {
        var tally = round.Sums.Sums[0].Sum.Tally;
        var isBest = state.Progress.Stopping.Improves(tally.MeanLoss);
        return new(
            state with
            {
                Progress = state.Progress.After(tally),
                ValidationCosts = state.ValidationCosts.After(round, tally),
            },
            [new Effect.Report(new TrainingEvent.Validated(round.Version, tally, isBest))]);
    }

    private static WorkSum SumOf(State state, Round round, ToServer.NodeDone done) => !IsMixed(state, done)
        ? done.Sum
        : done.Sum with { Bases = [new(done.BasedOn.Version, round.Waiting(done.Unit.Node))] };

    // Whether its gradient may enter a step with those of other versions.
    private static bool IsMixed(State state, ToServer.NodeDone done) =>
        state.Plan.Mode.Mixes && done.Unit.Purpose is Purpose.Gradient;

    // Where the bits are fixed, it does not matter whose parameters they were.
    private static bool IsOfRightVersion(State state, ToServer.NodeDone done) =>
        state.Plan.Mode.FixesBits || (done.BasedOn.Fence == state.Fence
            && (IsMixed(state, done)
                ? !done.BasedOn.Version.IsNewerThan(state.Progress.Version)
                : done.BasedOn.Version == done.Unit.Version));

    // A part of it may be applied already, so it cannot stand for that part any more.
    private static bool IsThereInPart(State state, Round round, ToServer.NodeDone done) =>
        IsMixed(state, done) && round.HasPartOf(done.Unit.Node);

    private static bool HasRightLength(State state, ToServer.NodeDone done)
    {
        var parameters = state.Progress.Parameters;
        return done.Sum.Gradient.Precision == parameters.Precision
            && done.Sum.Gradient.Length == (done.Unit.Purpose is Purpose.Gradient ? parameters.Length : 0);
    }
}
