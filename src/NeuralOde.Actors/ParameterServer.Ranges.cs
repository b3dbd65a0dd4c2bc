using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

// How a run is led whose parameters other servers share.
public sealed partial class ParameterServer
{
    private static bool IsOfPeer(ToServer letter) => letter is ToServer.RangeReady or ToServer.RangeHas
        or ToServer.RangeKept or ToServer.RangeNotKept or ToServer.RangeLacks or ToServer.RangeLeaving;

    private static Transition<State, Effect> Hear(State state, Envelope<ToServer> envelope) =>
        envelope.Letter switch
        {
            ToServer.RangeReady ready =>
                Of(state, ready.Server, ready.From, peer => Meet(state, peer, envelope.Fence, ready)),
            _ when envelope.Fence != state.Fence => state,
            ToServer.RangeHas has => Of(state, has.Server, has.From, peer => Note(state, peer, has)),
            ToServer.RangeKept kept => Of(state, kept.Server, kept.From, peer => Note(state, peer, kept)),
            ToServer.RangeNotKept notKept =>
                Of(state, notKept.Server, notKept.From, _ => GiveUp(state, notKept)),
            ToServer.RangeLacks lacks => Of(state, lacks.Server, lacks.From, peer =>
                !peer.IsReady && lacks.Version == state.Progress.Version
                    ? End(state, new Ending.RangeLacks(lacks.Server))
                    : state),
            ToServer.RangeLeaving leaving => Of(state, leaving.Server, leaving.From, _ => LetGo(state, leaving)),
            var other => throw Unreachable.Case(other),
        };

    // A server with a newer reign has forgotten what the one before had: all go back to what is safe
    // everywhere.
    private static Transition<State, Effect> Of(
        State state, int server, Sender from, Func<Peer, Transition<State, Effect>> hear)
    {
        var known = state.Peers.All.FirstOrDefault(peer => peer.Server == server);
        if (known is null || from.Incarnation.Value < known.Incarnation.Value) return state;
        return !known.IsReady || known.Incarnation == from.Incarnation
            ? hear(known with { Incarnation = from.Incarnation })
            : End(state, new Ending.RangeLost(server));
    }

    // A peer that has not heard where the run goes on, or of the last step, is told again.
    private static Transition<State, Effect> Meet(
        State state, Peer peer, Fence seen, ToServer.RangeReady ready)
    {
        var version = state.Progress.Version;
        var (isLed, holds) = (seen == state.Fence, ready.Holds);
        var isHere = isLed && holds is Holds.Parameters(var newest) && newest == version;
        var met = state with { Peers = state.Peers.With(peer with { IsReady = peer.IsReady || isHere }) };
        return (holds, state.Peers.Step) switch
        {
            _ when isHere => peer.IsReady ? met : Deal(met),
            (Holds.Parameters(var held), LastStep.Taken(var taken)) when isLed && held == taken.Version =>
                new(met, [To(met, peer, taken)]),
            _ => new(met, [To(met, peer, new ToRange.RangeLed(version))]),
        };
    }

    private static Transition<State, Effect> Note(State state, Peer peer, ToServer.RangeHas has)
    {
        if (state.Phase is not Phase.Working(var open) || open.RoundOf(has.Unit) is null) return state;
        var noted = peer with
        {
            Has = [.. peer.Has, has.Unit.Node],
            Squares = has.Squares.Count > 0 ? has.Squares : peer.Squares,
        };
        return EnterWaiting(state with { Peers = state.Peers.With(noted) });
    }

    private static Transition<State, Effect> EnterWaiting(State state)
    {
        var whole = state.Peers.Waiting.FirstOrDefault(done => state.Peers.AllHave(done.Unit));
        if (whole is null || state.Phase is not Phase.Working(var open) || open.RoundOf(whole.Unit) is not { } round)
        {
            return state;
        }

        var rest = state.Peers with
        {
            Waiting = [.. state.Peers.Waiting.Where(done => !ReferenceEquals(done, whole))],
        };
        return Enter(state with { Peers = rest }, open.With(Merged(state, round, whole)), whole)
            .Then(EnterWaiting);
    }

    private static Transition<State, Effect> Note(State state, Peer peer, ToServer.RangeKept kept)
    {
        if (state.Peers.Keeping != new Keeping.Parts(kept.Version, kept.IsLast)) return state;
        var peers = state.Peers.With(peer with { HasKept = true });
        if (!peers.All.All(known => known.HasKept)) return state with { Peers = peers };
        return new(
            state with { Peers = peers with { Keeping = new Keeping.Nothing() } },
            [new Effect.PartsKept(kept.Version)]);
    }

    private static State Keep(State state, Message.PartsWanted wanted)
    {
        var isLast = state.Phase is Phase.Saving({ GoesOn: false })
            && wanted.Version == state.Progress.Version;
        var peers = state.Peers.Keep(new Keeping.Parts(wanted.Version, isLast));
        return state with
        {
            Peers = wanted.Safe.IsNewerThan(peers.Safe) ? peers with { Safe = wanted.Safe } : peers,
        };
    }

    private static Transition<State, Effect> GiveUp(State state, ToServer.RangeNotKept notKept)
    {
        if (state.Peers.Keeping is not Keeping.Parts(var version, _) || version != notKept.Version) return state;
        return new(
            state with { Peers = state.Peers with { Keeping = new Keeping.Nothing() } },
            [new Effect.PartsNotKept(version, notKept.Reason)]);
    }

    // The reign ends with a checkpoint, and the next one, which calls the others, begins from it.
    private static Transition<State, Effect> LetGo(State state, ToServer.RangeLeaving leaving) =>
        state.Phase is Phase.Working ? Finish(state, new Ending.RangeLost(leaving.Server)) : state;

    // Any letter may be lost, so it goes out again until it is answered.
    private static Transition<State, Effect> AskForParts(State state)
    {
        if (state.Peers.Keeping is not Keeping.Parts(var version, var isLast)) return state;
        var letter = new ToRange.KeepWanted(
            version, state.Peers.Safe, state.Progress.Stopping.BestVersion, isLast);
        return new(
            state, [.. state.Peers.All.Where(peer => !peer.HasKept).Select(peer => To(state, peer, letter))]);
    }

    private static IEnumerable<Effect> ToPeers(State state, ToRange letter) =>
        state.Peers.All.Select(peer => To(state, peer, letter));

    private static Effect.SendRange To(State state, Peer peer, ToRange letter) =>
        new(peer.Server, new(state.Plan.Run, state.Fence, letter));
}
