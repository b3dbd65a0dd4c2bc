using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

/// <summary>Decides which versions are saved: those that are due, and those that somebody waits
/// for.</summary>
/// <remarks>One checkpoint is written at a time; training does not wait for it.</remarks>
public sealed partial class Checkpointer : IActor<Checkpointer.State, Checkpointer.Message, Checkpointer.Effect>
{
    private Checkpointer() { }

    /// <inheritdoc/>
    public static Transition<State, Effect> Receive(State state, Message message) => message switch
    {
        Message.VersionReached { Urgency: Urgency.Now } reached when state.Writing is not Writing.Nothing =>
            state with { Waiting = new Waiting.Next(reached.Snapshot) },
        Message.VersionReached reached when reached.Urgency is Urgency.Now || IsDue(state, reached) =>
            Begin(state, reached.Snapshot, reached.Urgency),
        Message.VersionReached => state,
        Message.PartsKept(var version) when state.Writing is Writing.Gathered(var snapshot, var urgency)
            && snapshot.Progress.Version == version =>
            Write(state, snapshot, urgency),
        Message.PartsNotKept(var version, var reason, var atMs)
            when state.Writing is Writing.Gathered(var snapshot, _) && snapshot.Progress.Version == version =>
            Receive(state, new Message.SaveFailed(version, reason, atMs)),
        Message.PartsKept or Message.PartsNotKept => state,
        Message.Saved saved => Settle(
            state with { CostMs = saved.CostMs, LastAtMs = saved.AtMs, Safe = saved.Version },
            new TrainingEvent.CheckpointSaved(saved.Version, saved.CostMs),
            new ParameterServer.Message.Saved(saved.Version)),
        Message.SaveFailed failed => Settle(
            state with { LastAtMs = failed.AtMs },
            new TrainingEvent.CheckpointFailed(failed.Version, failed.Reason),
            new ParameterServer.Message.SaveFailed(failed.Version, failed.Reason)),
        _ => throw Unreachable.Case(message),
    };

    private static bool IsDue(State state, Message.VersionReached reached) =>
        state.Writing is Writing.Nothing && state.Due switch
        {
            Due.ByCost(var share) => (reached.AtMs - state.LastAtMs) * share > state.CostMs,
            Due.EveryVersions(var versions) => reached.Snapshot.Progress.Version.Value % versions == 0,
            _ => throw Unreachable.Case(state.Due),
        };

    private static Transition<State, Effect> Begin(State state, Snapshot snapshot, Urgency urgency)
    {
        if (!state.HasPeers) return Write(state, snapshot, urgency);
        var wanted = new ParameterServer.Message.PartsWanted(snapshot.Progress.Version, state.Safe);
        return new(
            state with { Writing = new Writing.Gathered(snapshot, urgency) }, [new Effect.Tell(wanted)]);
    }

    private static Transition<State, Effect> Write(State state, Snapshot snapshot, Urgency urgency) => new(
        state with { Writing = new Writing.Checkpoint(snapshot.Progress.Version, urgency) },
        [new Effect.Save(snapshot)]);

    // Tells the server only what it waits for, and goes on with what waits here.
    private static Transition<State, Effect> Settle(
        State state, TrainingEvent happened, ParameterServer.Message answer) =>
        new Transition<State, Effect>(
            state with { Writing = new Writing.Nothing(), Waiting = new Waiting.Nothing() },
            state.Writing.IsUrgent
                ? [new Effect.Report(happened), new Effect.Tell(answer)]
                : [new Effect.Report(happened)])
        .Then(
            idle => state.Waiting is Waiting.Next(var snapshot) ? Begin(idle, snapshot, Urgency.Now) : idle);
}
