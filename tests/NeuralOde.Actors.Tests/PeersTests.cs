using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Actors;
using Xunit;

namespace NeuralOde.Actors.Tests;

/// <summary>How a run is led whose parameters three servers share.</summary>
public sealed class PeersTests
{
    private static readonly RunPlan Plan = ScriptedProblem.SharedPlan();
    private static readonly Progress Whole = ScriptedProblem.Start(Plan);
    private static readonly Progress Start = Whole.With(RangeSnapshot.Of(Whole, Plan.Ranges[0]));

    private static readonly Snapshot Snapshot = new(Plan.Run, new(1), Start);

    [Fact]
    public void Nothing_is_dealt_before_every_range_is_there()
    {
        var early = Receive(Leading, Worker());
        var one = Receive(early.State, Peer(1));
        var both = Receive(one.State, Peer(2));

        Assert.Empty(Units(early));
        Assert.Empty(Units(one));
        Assert.NotEmpty(Units(both));
    }

    [Fact]
    public void A_unit_counts_when_every_server_has_its_part()
    {
        var dealt = Dealt;
        var unit = Units(dealt)[0];

        var done = Receive(dealt.State, Done(unit)).State;
        var one = Receive(done, Has(1, unit)).State;
        var both = Receive(one, Has(2, unit)).State;

        Assert.False(Holds(done, unit));
        Assert.False(Holds(one, unit));
        Assert.True(Holds(both, unit));
        Assert.Empty(both.Peers.Waiting);
    }

    [Fact]
    public void A_server_that_took_a_range_over_takes_all_back_to_what_is_safe()
    {
        var lost = Receive(Dealt.State, Peer(2, reign: 8));

        Assert.Contains(lost.Effects, effect =>
            effect is ParameterServer.Effect.Stop { Why: Ending.RangeLost { Server: 2 } });
        Assert.DoesNotContain(lost.Effects, effect => effect is ParameterServer.Effect.Broadcast);
    }

    [Fact]
    public void A_server_that_shall_go_ends_the_reign_with_a_checkpoint()
    {
        var leaving = Receive(Dealt.State, Arrived(new ToServer.RangeLeaving(From(2, 7), 2)));
        var saved = Receive(leaving.State, new ParameterServer.Message.Saved(new(0)));

        Assert.Contains(leaving.Effects, effect => effect is ParameterServer.Effect.Keep { Urgency: Urgency.Now });
        Assert.Contains(saved.Effects, effect =>
            effect is ParameterServer.Effect.Stop { Why: Ending.RangeLost { Server: 2 } });
    }

    [Fact]
    public void An_older_reign_over_a_range_is_not_heard() =>
        Assert.Empty(Receive(Dealt.State, Peer(2, reign: 6)).Effects);

    [Fact]
    public void A_range_without_the_version_makes_the_run_begin_from_an_older_one() => Assert.Contains(
        Receive(Leading, Arrived(new ToServer.RangeLacks(From(1, 7), 1, new(0), "empty"))).Effects,
        effect => effect is ParameterServer.Effect.Stop { Why: Ending.RangeLacks { Server: 1 } });

    [Fact]
    public void A_range_that_has_not_heard_who_leads_is_told_again() => Assert.Contains(
        new ParameterServer.Effect.SendRange(1, new(Plan.Run, new(1), new ToRange.RangeLed(new(0)))),
        Receive(Leading, Peer(1, seen: 0)).Effects);

    [Fact]
    public void The_leading_servers_checkpoint_is_written_last()
    {
        var due = Keep(
            new() { HasPeers = true }, new Checkpointer.Message.VersionReached(Snapshot, Urgency.Now, 0));
        var kept = Keep(due.State, new Checkpointer.Message.PartsKept(new(0)));

        Assert.Equal(
            [new Checkpointer.Effect.Tell(new ParameterServer.Message.PartsWanted(new(0), new(0)))], due.Effects);
        Assert.Equal([new Checkpointer.Effect.Save(Snapshot)], kept.Effects);
    }

    [Fact]
    public void A_part_that_cannot_be_kept_fails_the_checkpoint()
    {
        var due = Keep(
            new() { HasPeers = true }, new Checkpointer.Message.VersionReached(Snapshot, Urgency.Now, 0));

        var failed = Keep(due.State, new Checkpointer.Message.PartsNotKept(new(0), "full", 1));

        Assert.Contains(
            new Checkpointer.Effect.Tell(new ParameterServer.Message.SaveFailed(new(0), "full")), failed.Effects);
        Assert.Equal(new Checkpointer.Writing.Nothing(), failed.State.Writing);
    }

    private static ParameterServer.State Leading => Receive(
        ParameterServer.State.Of(Plan, Start), new ParameterServer.Message.Claimed(new(1), Start, 0)).State;

    private static Transition<ParameterServer.State, ParameterServer.Effect> Dealt =>
        Receive(Receive(Receive(Leading, Peer(1)).State, Peer(2)).State, Worker());

    private static Transition<ParameterServer.State, ParameterServer.Effect> Receive(
        ParameterServer.State state, ParameterServer.Message message) => ParameterServer.Receive(state, message);

    private static Transition<Checkpointer.State, Checkpointer.Effect> Keep(
        Checkpointer.State state, Checkpointer.Message message) => Checkpointer.Receive(state, message);

    private static ParameterServer.Message.Arrived Worker() => Arrived(new ToServer.WorkerReady(
        new(new("a"), new(1)), new("", 0, [0, 1, 2, 3, 4, 5, 6, 7], 1), new Holds.Nothing()));

    private static ParameterServer.Message.Arrived Peer(int server, long reign = 7, long seen = 1) => Arrived(
        new ToServer.RangeReady(From(server, reign), server, new Holds.Parameters(new(0))), seen);

    private static ParameterServer.Message.Arrived Has(int server, WorkUnit unit) =>
        Arrived(new ToServer.RangeHas(From(server, 7), server, unit, []));

    private static ParameterServer.Message.Arrived Done(WorkUnit unit) => Arrived(new ToServer.NodeDone(
        new(new("a"), new(1)), unit, Plan.Ranges[0],
        new(FlatVector.Zeros(Precision.Single, Plan.Ranges[0].Count), new()), 1));

    private static ParameterServer.Message.Arrived Arrived(ToServer letter, long fence = 1) =>
        new(new(Plan.Run, new(fence), letter), 1);

    private static Sender From(int server, long reign) => new(new($"range-{server}"), new(reign));

    private static bool Holds(ParameterServer.State state, WorkUnit unit) =>
        Assert.Single(Assert.IsType<ParameterServer.Phase.Working>(state.Phase).Open.Rounds).Sums.Holds(unit.Node);

    private static WorkUnit[] Units(Transition<ParameterServer.State, ParameterServer.Effect> transition) =>
    [
        .. from effect in transition.Effects.OfType<ParameterServer.Effect.Send>()
           where effect.Envelope.Letter is ToWorker.SolveNode
           select ((ToWorker.SolveNode)effect.Envelope.Letter).Unit,
    ];
}
