using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

/// <summary>Deals work units, merges their sums, applies the optimiser at the root, and publishes
/// versions.</summary>
/// <remarks>
/// The order of a run: claim, load the newest checkpoint, broadcast θ, deal; an answer is checked and merged;
/// at the root the step is applied, given to the checkpointer, broadcast, and the next minibatch is dealt.
/// In synchronous training (run, version, node) fixes the bits of a unit's sum, so answers that are late, doubled
/// or meant for an older fence count as well as any; in the other modes only those of this fence do.
/// </remarks>
public sealed partial class ParameterServer
    : IActor<ParameterServer.State, ParameterServer.Message, ParameterServer.Effect>
{
    private ParameterServer() { }

    /// <inheritdoc/>
    public static Transition<State, Effect> Receive(State state, Message message) => message switch
    {
        _ when state.Phase is Phase.Ended => state,
        Message.Claimed claimed => Lead(state, claimed),
        _ when state.Phase is Phase.Standby => state,
        Message.Arrived(var envelope, _) when envelope.Run != state.Plan.Run => state,
        Message.Arrived(var envelope, _) when envelope.Fence.IsNewerThan(state.Fence) =>
            envelope.Fence.IsCrediblyAfter(state.Fence) ? End(state, new Ending.Deposed(envelope.Fence)) : state,
        Message.Arrived(var envelope, _) when HasLaterParameters(state, envelope) =>
            End(state, new Ending.Deposed(state.Fence)),
        Message.Arrived(var envelope, var atMs) when IsOfPeer(envelope.Letter) =>
            Hear(At(state, atMs), envelope),
        Message.Arrived(var envelope, var atMs) => Read(At(state, atMs), envelope.Letter),
        Message.Tick(var atMs) => Look(At(state, atMs)).Then(AskForParts),
        Message.WorkerLost(var worker, var atMs) =>
            LoseAndBlame(At(state, atMs), seat => seat.Sender.Worker == worker).Then(Deal),
        Message.Returned returned => TakeBack(At(state, returned.AtMs), returned),
        Message.Saved(var version) when state.Phase is Phase.Saving(var why)
            && version == state.Progress.Version =>
            End(state, why),
        Message.SaveFailed(_, var reason) when state.Phase is Phase.Saving =>
            End(state, new Ending.Failed($"The last version could not be saved: {reason}")),
        Message.Saved or Message.SaveFailed => state,
        Message.PartsWanted wanted => AskForParts(Keep(state, wanted)),
        Message.StopRequested when state.Phase is Phase.Working => Finish(state, new Ending.Stopped()),
        Message.LeaveRequested when state.Phase is Phase.Working => Finish(state, new Ending.HandedOver()),
        Message.StopRequested or Message.LeaveRequested => state,
        _ => throw Unreachable.Case(message),
    };

    private static Transition<State, Effect> Lead(State state, Message.Claimed claimed)
    {
        var leading = At(state, claimed.AtMs) with
        {
            Fence = claimed.Fence,
            Progress = claimed.From,
            Peers = Peers.Of(state.Plan, claimed.From.Version),
        };
        return new Transition<State, Effect>(leading, [
            new Effect.Report(new TrainingEvent.RunClaimed(claimed.Fence, claimed.From.Version)
            {
                Mode = $"{state.Plan.Mode}",
            }),
            PublishedBy(leading),
            .. ToPeers(leading, new ToRange.RangeLed(claimed.From.Version)),
        ]).Then(led => Go(led, Resumed(led)));
    }

    private static Transition<State, Effect> Read(State state, ToServer letter) => letter switch
    {
        ToServer.WorkerReady ready when !IsFit(state, ready.Skills) => Refuse(state, ready),
        ToServer.WorkerReady ready => Seat(state, ready).Then(Deal),
        ToServer.NodeDone done => Merge(state, done),
        ToServer.NodeFailed failed => TakeBack(state, failed),
        ToServer.ParametersWanted wanted => new(state, [ParametersFor(state, wanted.From.Worker)]),
        ToServer.ShardWanted wanted => new(state, [new Effect.SendShard(wanted.From.Worker, wanted.Shard)]),
        ToServer.StopWanted => Receive(state, new Message.StopRequested()),
        ToServer.WorkerLeaving leaving => Lose(state, seat => seat.Sender == leaving.From).Then(Deal),
        _ => throw Unreachable.Case(letter),
    };

    private static Transition<State, Effect> Finish(State state, Ending why) => new(
        state with { Phase = new Phase.Saving(why) },
        [new Effect.Keep(SnapshotOf(state), Urgency.Now)]);

    private static Transition<State, Effect> End(State state, Ending why)
    {
        var report = new Effect.Report(new TrainingEvent.RunEnded(state.Progress.Version, why));
        var stop = new Effect.Stop(state.Progress, why);
        return new(state with { Phase = new Phase.Ended() }, why.GoesOn
            ? [report, stop]
            : [report, new Effect.Broadcast(Letter(state, new ToWorker.RunEnded(state.Progress.Version))), stop]);
    }

    private static State At(State state, double atMs) => state with { NowMs = Math.Max(state.NowMs, atMs) };

    private static Snapshot SnapshotOf(State state) => new(state.Plan.Run, state.Fence, state.Progress);

    private static Envelope<ToWorker> Letter(State state, ToWorker letter) =>
        new(state.Plan.Run, state.Fence, letter);

    private static ToWorker.Parameters Newest(State state) => new(
        state.Progress.Version, KeyRange.All(state.Progress.Parameters.Length), state.Progress.Parameters);

    private static Effect.Broadcast PublishedBy(State state) => new(Letter(state, Newest(state)));

    private static Effect.Send ParametersFor(State state, WorkerId worker) =>
        new(worker, Letter(state, Newest(state)));
}
