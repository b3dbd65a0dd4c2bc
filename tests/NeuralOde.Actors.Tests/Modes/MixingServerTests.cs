using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Actors;
using Xunit;

namespace NeuralOde.Actors.Tests.Modes;

/// <summary>The server in the modes whose steps take gradients of several versions.</summary>
public sealed class MixingServerTests
{
    private const int Leaves = 4;
    private static readonly Fence Fence = new(1);

    private static readonly RunPlan Plan = ScriptedProblem.Plan(steps: 8) with
    {
        Batching = new([2 * Leaves, 2 * Leaves], minibatchSize: Leaves, microBatchSize: 1),
        Mode = new Mode.Asynchronous(),
    };

    [Fact]
    public void A_step_is_taken_when_a_minibatch_is_worth_it_from_whichever_minibatches()
    {
        var state = Answered(Leading(Plan), Leaf(0, 0), Leaf(0, 1), Leaf(0, 2));
        var before = state.Progress.Version;

        state = Answered(state, Leaf(1, 3));

        Assert.Equal((0, 1), (before.Value, state.Progress.Version.Value));
        Assert.Equal(
            [new AppliedPart(new(0), [new(1, 0), new(0, 2)]), new AppliedPart(new(1), [new(0, 3)])],
            state.Progress.Applied);
    }

    [Fact]
    public void A_gradient_counts_with_the_version_that_it_is_based_on()
    {
        var state = Answered(
            Leading(Plan), Leaf(0, 0), Leaf(0, 1), Leaf(0, 2), Leaf(0, 3), Leaf(1, 0), Leaf(1, 1), Leaf(1, 2));

        var stepped = ParameterServer.Receive(state, Answer(state, Leaf(1, 3), new(Fence, new(1))));

        Assert.Equal([new BasisCount(new(0), 3), new BasisCount(new(1), 1)], Step(stepped).Bases);
    }

    [Fact]
    public void The_same_answer_twice_enters_once_before_and_after_it_was_applied()
    {
        var waiting = Answered(Leading(Plan), Leaf(0, 0), Leaf(0, 0));
        var applied = Answered(waiting, Leaf(0, 1), Leaf(0, 2), Leaf(1, 0));

        var again = ParameterServer.Receive(applied, Answer(applied, Leaf(0, 0), new(Fence, new(0))));

        Assert.Equal(applied, again.State with { NowMs = applied.NowMs });
        _ = Assert.IsType<TrainingEvent.AnswerDropped>(Assert.Single(Reports(again)));
    }

    [Fact]
    public void A_node_of_which_a_part_was_applied_cannot_enter_any_more()
    {
        var applied = Answered(Leading(Plan), Leaf(0, 0), Leaf(1, 0), Leaf(1, 1), Leaf(1, 2));
        var parent = new WorkUnit(new(0), Purpose.Gradient, new(1, 0));

        var late = ParameterServer.Receive(applied, Answer(applied, parent, new(Fence, new(0))));

        Assert.Equal(1, applied.Progress.Version.Value);
        _ = Assert.IsType<TrainingEvent.AnswerDropped>(Assert.Single(Reports(late)));
    }

    [Theory, InlineData(2, 1), InlineData(1, 9)]
    public void A_gradient_of_another_reign_or_of_a_later_version_is_dropped(long fence, long version)
    {
        var state = Leading(Plan);

        var dropped = ParameterServer.Receive(state, Answer(state, Leaf(0, 0), new(new(fence), new(version))));

        _ = Assert.IsType<TrainingEvent.AnswerDropped>(Assert.Single(Reports(dropped)));
    }

    [Fact]
    public void A_quorum_takes_no_gradient_of_another_reign()
    {
        var state = Leading(Plan with { Mode = new Mode.Quorum(3, 1) });

        var dropped = ParameterServer.Receive(state, Answer(state, Leaf(0, 0), new(new(7), new(0))));

        _ = Assert.IsType<TrainingEvent.AnswerDropped>(Assert.Single(Reports(dropped)));
    }

    [Fact]
    public void Within_a_bound_no_minibatch_is_begun_that_lies_further_ahead()
    {
        var dealt = Receive(Leading(Plan with { Mode = new Mode.BoundedStaleness(2) }), Ready("a", slots: 100));

        Assert.Equal([0, 1, 2], Open(dealt).Rounds.Select(round => round.Version.Value));
    }

    [Fact]
    public void Without_a_bound_minibatches_are_begun_as_long_as_somebody_has_time()
    {
        var dealt = Receive(Leading(Plan), Ready("a", slots: 100));

        Assert.Equal(Plan.Steps, Open(dealt).Rounds.Count);
    }

    [Fact]
    public void A_step_waits_for_the_gradient_that_would_be_too_old_after_it()
    {
        var (slow, fast) = ("slow", "fast");
        var state = Receive(Leading(Plan with { Mode = new Mode.BoundedStaleness(1) }), Ready(slow, slots: 1));
        var held = Assert.Single(Open(state).Rounds[0].Assigned).Node;
        state = Receive(state, Ready(fast, slots: 100));

        var stopped = Others(state, held).Aggregate(state, (now, unit) => Answered(now, unit));
        var released = Answered(stopped, new WorkUnit(new(0), Purpose.Gradient, held));

        Assert.Equal(1, stopped.Progress.Version.Value);
        Assert.True(released.Progress.Version.Value >= 2);
    }

    [Fact]
    public void A_gradient_that_is_too_old_is_dropped_counted_and_dealt_again()
    {
        var state = Answered(
            Leading(Plan with { Mode = new Mode.BoundedStaleness(1) }),
            Leaf(0, 0), Leaf(0, 1), Leaf(0, 2), Leaf(0, 3), Leaf(1, 0), Leaf(1, 1), Leaf(1, 2), Leaf(1, 3));

        var late = ParameterServer.Receive(state, Answer(state, Leaf(2, 0), new(Fence, new(0))));

        Assert.Equal(2, Assert.IsType<TrainingEvent.GradientTooStale>(Assert.Single(Reports(late))).Staleness);
        Assert.Empty(Open(late.State).Rounds[0].Sums.Sums);
    }

    [Fact]
    public void A_server_that_goes_on_deals_only_what_was_not_applied()
    {
        var stopped = Answered(Leading(Plan), Leaf(0, 0), Leaf(0, 1), Leaf(1, 0), Leaf(1, 1)).Progress;

        var resumed = Receive(
            ParameterServer.Receive(
                ParameterServer.State.Of(Plan, ScriptedProblem.Start(Plan)),
                new ParameterServer.Message.Claimed(new(2), stopped, 0)).State,
            Ready("a", slots: 100));

        var again = Open(resumed).Rounds.SelectMany(round => round.Assigned, (round, dealt) => round.Unit(dealt.Node));
        Assert.Equal(1, stopped.Version.Value);
        Assert.DoesNotContain(again, unit => unit.Version.Value < 2 && unit.Node.Covers(new(0, 0)));
        Assert.DoesNotContain(again, unit => unit.Version.Value < 2 && unit.Node.Covers(new(0, 1)));
        Assert.Equal(
            Plan.Steps * Leaves - Leaves,
            again.Sum(unit => Plan.MinibatchOf(unit.Purpose, unit.Version).Tree.LeavesOf(unit.Node).Count()));
    }

    private static ParameterServer.State Leading(RunPlan plan) => ParameterServer.Receive(
        ParameterServer.State.Of(plan, ScriptedProblem.Start(plan)),
        new ParameterServer.Message.Claimed(Fence, ScriptedProblem.Start(plan), 0)).State;

    // Begins all minibatches by a worker that has time for them, and answers some units of the first version.
    private static ParameterServer.State Answered(ParameterServer.State state, params WorkUnit[] units) =>
        units.Aggregate(
            Receive(state, Ready("fast", slots: 100)),
            (now, unit) => Receive(now, Answer(now, unit, new(Fence, new(0)))));

    private static WorkUnit Leaf(long minibatch, int number)
    {
        var tree = Plan.MinibatchOf(Purpose.Gradient, new(minibatch)).Tree;
        return new(new(minibatch), Purpose.Gradient, tree.LeavesOf(tree.Root).ElementAt(number));
    }

    private static WorkUnit[] Others(ParameterServer.State state, TreeNode held) =>
    [
        .. from round in Open(state).Rounds
           from leaf in round.Minibatch.Tree.LeavesOf(round.Minibatch.Tree.Root)
           where round.Version.Value > 0 || !held.Covers(leaf)
           select round.Unit(leaf),
    ];

    private static ParameterServer.Message.Arrived Answer(
        ParameterServer.State state, WorkUnit unit, BasedOn basedOn)
    {
        var minibatch = state.Plan.MinibatchOf(unit.Purpose, unit.Version);
        var sum = WorkSum.At(minibatch.Tree, unit.Node, leaf =>
            ScriptedProblem.Solve(minibatch, leaf, unit.Purpose, state.Progress.Parameters));
        return Arrived(new ToServer.NodeDone(
            new(new("fast"), new(1)), unit, KeyRange.All(sum.Gradient.Length), sum, 1)
        { BasedOn = basedOn });
    }

    private static ParameterServer.Message.Arrived Ready(string worker, int slots) => Arrived(
        new ToServer.WorkerReady(new(new(worker), new(1)), new("", 0, [0, 1], slots), new Holds.Nothing()));

    private static ParameterServer.Message.Arrived Arrived(ToServer letter) => new(new(Plan.Run, Fence, letter), 1);

    private static ParameterServer.State Receive(ParameterServer.State state, ParameterServer.Message message) =>
        ParameterServer.Receive(state, message).State;

    private static OpenRounds Open(ParameterServer.State state) =>
        Assert.IsType<ParameterServer.Phase.Working>(state.Phase).Open;

    private static TrainingEvent[] Reports(Transition<ParameterServer.State, ParameterServer.Effect> transition) =>
        [.. transition.Effects.OfType<ParameterServer.Effect.Report>().Select(report => report.Event)];

    private static TrainingEvent.StepApplied Step(
        Transition<ParameterServer.State, ParameterServer.Effect> transition) =>
        Assert.Single(Reports(transition).OfType<TrainingEvent.StepApplied>());
}
