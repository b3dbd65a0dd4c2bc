using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

/// <summary>Holds a range of the parameters for the server that leads: publishes it, sums its part of the
/// gradients, and takes its part of each step.</summary>
/// <remarks>
/// It decides nothing. (run, version) fixes the bits of its range, so what is doubled or late changes none: a
/// version that it holds is good under any leader, and so are the sums that it has. What can be lost is asked
/// for again by whoever waits for it.
/// </remarks>
public sealed partial class RangeServer : IActor<RangeServer.State, RangeServer.Message, RangeServer.Effect>
{
    private RangeServer() { }

    /// <inheritdoc/>
    public static Transition<State, Effect> Receive(State state, Message message) => message switch
    {
        Message.Claimed(var reign) => Announced(state with { Self = state.Self with { Incarnation = reign } }),
        _ when state.Self.Incarnation.Value == 0 => state,
        Message.Arrived(var envelope) when envelope.Run != state.Plan.Run => state,
        Message.Arrived({ Letter: ToRange.RangeLed } envelope)
            when state.IsLeaving && envelope.Fence.IsNewerThan(state.Leader) => new(state, [new Effect.Leave()]),
        Message.Arrived({ Letter: ToRange.RangeLed led } envelope) when IsCalled(state, envelope.Fence) =>
            GoOnFrom(state with { Leader = envelope.Fence, Keeping = new Keeping.Nothing() }, led.Version),
        Message.Arrived({ Letter: ToRange.StepTaken taken } envelope) when envelope.Fence == state.Leader =>
            Move(state, taken),
        Message.Arrived({ Letter: ToRange.KeepWanted wanted } envelope) when envelope.Fence == state.Leader =>
            Keep(state, wanted),
        Message.Arrived({ Letter: ToRange.RangeLed or ToRange.StepTaken or ToRange.KeepWanted }) => state,
        Message.Arrived({ Letter: ToRange.PartDone done }) => Merge(state, done),
        Message.Arrived({ Letter: ToRange.PartWanted wanted })
            when state.Holding is Holding.Part(var part, _) =>
            new(state, [new Effect.Send(wanted.From.Worker, Published(state, part))]),
        Message.Arrived({ Letter: ToRange.PartWanted }) => state,
        Message.LeaveRequested => new(state with { IsLeaving = true }, [Leaving(state)]),
        Message.Tick when state.IsLeaving => Announced(state).And(Leaving(state)),
        Message.Tick => Announced(state),
        Message.Found(var found) when state.Holding is Holding.Sought(var sought) && sought == found.Version =>
            Publish(state, found),
        Message.NotFound(var version, var reason) when state.Holding is Holding.Sought(var sought)
            && sought == version =>
            new(
                state with { Holding = new Holding.Nothing() },
                [Tell(state, new ToServer.RangeLacks(state.Self, state.Server, version, reason))]),
        Message.Found or Message.NotFound => state,
        Message.Saved(var version) when state.Keeping is Keeping.Writing(var written, var isLast)
            && written == version => new(
                state with { Keeping = new Keeping.Kept(version, isLast) },
                [Tell(state, new ToServer.RangeKept(state.Self, state.Server, version, isLast))]),
        Message.SaveFailed(var version, var reason) when state.Keeping is Keeping.Writing(var written, _)
            && written == version => new(
                state with { Keeping = new Keeping.Nothing() },
                [Tell(state, new ToServer.RangeNotKept(state.Self, state.Server, version, reason))]),
        Message.Saved or Message.SaveFailed => state,
        _ => throw Unreachable.Case(message),
    };

    // A leader calls once, and again where the version that it goes on from was not found.
    private static bool IsCalled(State state, Fence leader) =>
        leader.IsNewerThan(state.Leader) || (leader == state.Leader && state.Holding is Holding.Nothing);

    // What is held already need not be read again, whoever led to it.
    private static Transition<State, Effect> GoOnFrom(State state, Version version) => state.Holding switch
    {
        Holding.Part(var part, _) when part.Version == version => Announced(state)
            .And(new Effect.Broadcast(Published(state, part))),
        Holding.Sought(var sought) when sought == version => state,
        _ => new(state with { Holding = new Holding.Sought(version) }, [new Effect.Seek(version)]),
    };

    private static Transition<State, Effect> Publish(State state, RangeSnapshot part)
    {
        var tree = state.Plan.MinibatchOf(Purpose.Gradient, part.Version).Tree;
        var next = state with { Holding = new Holding.Part(part, new(tree)) };
        return Announced(next).And(new Effect.Broadcast(Published(next, part)));
    }

    private static Transition<State, Effect> Merge(State state, ToRange.PartDone done)
    {
        if (state.Holding is not Holding.Part(var part, var sums) || !IsOf(state, part, done)
            || !sums.Tree.Contains(done.Unit.Node))
        {
            return state;
        }

        var merged = sums.Merge(
            done.Unit.Node, new(done.Gradient, new() { Examples = done.Examples }), WorkSum.Add);
        ValueArray<double> squares = merged.IsComplete ? MeanOf(merged).Squares : [];
        return new(
            state with { Holding = new Holding.Part(part, merged) },
            [Tell(state, new ToServer.RangeHas(state.Self, state.Server, done.Unit, squares))]);
    }

    private static Transition<State, Effect> Move(State state, ToRange.StepTaken taken)
    {
        if (state.Holding is not Holding.Part(var part, var sums) || part.Version != taken.Version
            || !sums.IsComplete)
        {
            return state;
        }

        var step = TrainingStep.Of(state.Plan.Rule, part.Training, MeanOf(sums), taken.Norm);
        return Publish(state, part.WithBest(taken.BestVersion) with { Training = step.State });
    }

    private static Transition<State, Effect> Keep(State state, ToRange.KeepWanted wanted) => state switch
    {
        { Keeping: Keeping.Kept(var version, var isLast) }
            when version == wanted.Version && isLast == wanted.IsLast => new(
            state, [Tell(state, new ToServer.RangeKept(state.Self, state.Server, version, isLast))]),
        { Keeping: Keeping.Writing } => new(state, []),
        { Holding: Holding.Part(var part, _) } when part.Version == wanted.Version => new(
            state with { Keeping = new Keeping.Writing(part.Version, wanted.IsLast) },
            [new Effect.Save(state.Leader, part.WithBest(wanted.BestVersion), wanted.Safe, wanted.IsLast)]),
        { Holding: Holding.Part(var part, _) } when part.Version.IsNewerThan(wanted.Version) => new(
            state,
            [Tell(state, new ToServer.RangeNotKept(
                state.Self, state.Server, wanted.Version,
                $"Server {state.Server} had gone on to version {part.Version}."))]),
        _ => new(state, []),
    };

    private static bool IsOf(State state, RangeSnapshot part, ToRange.PartDone done) =>
        done.Unit.Version == part.Version
        && done.Unit.Purpose is Purpose.Gradient
        && done.Range == state.Range
        && done.Gradient.Length == part.Training.Parameters.Length
        && done.Gradient.Precision == part.Training.Parameters.Precision;

    private static MeanGradient MeanOf(PartialSums<WorkSum> complete) =>
        MeanGradient.Of(complete.Sums[0].Sum.Gradient, complete.Sums[0].Sum.Tally.Examples);

    private static Transition<State, Effect> Announced(State state) => new(
        state, [Tell(state, new ToServer.RangeReady(state.Self, state.Server, state.Holds))]);

    private static Effect.Tell Leaving(State state) =>
        Tell(state, new ToServer.RangeLeaving(state.Self, state.Server));

    private static Effect.Tell Tell(State state, ToServer letter) =>
        new(new(state.Plan.Run, state.Leader, letter));

    private static Envelope<ToWorker> Published(State state, RangeSnapshot part) => new(
        state.Plan.Run, state.Leader,
        new ToWorker.Parameters(part.Version, state.Range, part.Training.Parameters));
}
