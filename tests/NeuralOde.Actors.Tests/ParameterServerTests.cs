using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Actors;
using Xunit;

namespace NeuralOde.Actors.Tests;

public sealed class ParameterServerTests
{
    private static readonly RunPlan Plan = ScriptedProblem.Plan();
    private static readonly ValueArray<int> AllShards = [0, 1, 2, 3, 4, 5, 6, 7];

    [Fact]
    public void A_worker_has_at_most_two_units_in_hand_for_each_slot()
    {
        var one = Units(Receive(Leading, Ready("a", slots: 1)));
        var three = Units(Receive(Leading, Ready("a", slots: 3)));

        Assert.Equal(2, one.Length);
        Assert.Equal(6, three.Length);
    }

    [Fact]
    public void The_first_units_are_the_longest()
    {
        var transition = Receive(Leading, Ready("a", slots: 3));

        var costs = RoundOf(transition.State).Assigned.Select(assigned => assigned.PredictedMs).ToArray();
        Assert.Equal(costs.OrderDescending(), costs);
    }

    [Fact]
    public void A_worker_gets_all_of_its_own_shard_before_it_steals()
    {
        var units = Units(Receive(Leading, Ready("a", slots: 2, shards: [5])));

        Assert.Equal(new TreeNode(5, 5), units[0].Node);
        Assert.All(units.Skip(1), unit => Assert.NotEqual(5, TreeOf(unit).ShardOf(unit.Node)));
    }

    [Fact]
    public void A_worker_that_holds_nothing_is_dealt_units_that_lie_in_one_shard()
    {
        var units = Units(Receive(Leading, Ready("a", slots: 2, shards: [])));

        Assert.NotEmpty(units);
        Assert.All(units, unit => Assert.True(unit.Node.LeafCount <= TreeOf(unit).Places));
    }

    [Fact]
    public void The_next_minibatch_is_found_when_all_units_are_dealt()
    {
        var next = Plan.MinibatchOf(Purpose.Gradient, new(1));

        var some = Receive(Leading, Ready("a", slots: 1)).State;
        var all = Receive(Leading, Ready("a", slots: 100)).State;

        Assert.Null(some.Ahead);
        Assert.Equal(next, all.Ahead!.Minibatch);
        Assert.Equal(next.Examples(), all.Ahead.Examples);
    }

    [Fact]
    public void A_worker_that_joins_during_a_version_is_dealt_units_of_it_at_once()
    {
        var alone = Receive(Leading, Ready("a", slots: 1)).State;

        var units = Units(Receive(alone, Ready("b", slots: 1)));

        Assert.Equal(2, units.Length);
        Assert.All(units, unit => Assert.Equal(RoundOf(alone).Version, unit.Version));
    }

    [Fact]
    public void An_overdue_unit_is_dealt_to_another_worker()
    {
        var alone = Receive(Leading, Ready("a", slots: 1)).State;
        var units = RoundOf(alone).Assigned.Select(assigned => assigned.Node).ToHashSet();
        var both = Receive(alone, Ready("b", slots: 100)).State;

        var later = Receive(both, new ParameterServer.Message.Tick(9000));

        Assert.Contains(later.Effects, effect =>
            effect is ParameterServer.Effect.Report(TrainingEvent.UnitOverdue overdue)
                && units.Contains(overdue.Unit.Node));
    }

    [Fact]
    public void A_worker_that_was_started_again_gets_its_units_again()
    {
        var first = Receive(Leading, Ready("a", slots: 1));

        var again = Receive(first.State, Ready("a", slots: 1, incarnation: 2));

        Assert.Equal(2, Units(again).Length);
        Assert.All(RoundOf(again.State).Assigned, assigned => Assert.Equal(2, assigned.To.Incarnation.Value));
    }

    [Fact]
    public void The_same_answer_twice_changes_nothing_more()
    {
        var dealt = Receive(Leading, Ready("a", slots: 1));
        var answer = Answer(Units(dealt)[0]);

        var once = Receive(dealt.State, answer);
        var twice = Receive(once.State, answer);

        Assert.Equal(RoundOf(once.State).Sums, RoundOf(twice.State).Sums);
    }

    [Fact]
    public void The_order_of_answers_changes_no_bit()
    {
        var leaves = Enumerable.Range(0, 256).Select(
            index => new WorkUnit(new(0), Purpose.Gradient, new(0, index)));
        var forward = leaves.Aggregate(Leading, (state, unit) => Receive(state, Answer(unit)).State);

        var shuffled = EpochOrder.Of(new(5), 0, 0, 256);
        var random = Enumerable.Range(0, 256)
            .Select(position => new WorkUnit(new(0), Purpose.Gradient, new(0, shuffled[position])))
            .Aggregate(Leading, (state, unit) => Receive(state, Answer(unit)).State);

        Assert.Equal(1, forward.Progress.Version.Value);
        Assert.Equal(forward.Progress, random.Progress);
    }

    [Fact]
    public void An_answer_with_a_gradient_of_another_length_is_dropped()
    {
        var dealt = Receive(Leading, Ready("a", slots: 1));
        var answer = new WorkSum(FlatVector.Zeros(Precision.Single, 3), new());

        var after = Receive(dealt.State, Arrived(new ToServer.NodeDone(
            From("a"), Units(dealt)[0], KeyRange.All(3), answer, 1)));

        Assert.IsType<TrainingEvent.AnswerDropped>(
            Assert.IsType<ParameterServer.Effect.Report>(Assert.Single(after.Effects)).Event);
    }

    [Fact]
    public void A_worker_that_saw_a_newer_fence_deposes_the_server()
    {
        var envelope = new Envelope<ToServer>(Plan.Run, new(9), new ToServer.ParametersWanted(From("a")));

        var deposed = Receive(Leading, new ParameterServer.Message.Arrived(envelope, 1));

        Assert.Equal(new ParameterServer.Phase.Ended(), deposed.State.Phase);
        Assert.DoesNotContain(deposed.Effects, effect => effect is ParameterServer.Effect.Broadcast);
    }

    [Fact]
    public void A_worker_of_another_build_gets_no_work()
    {
        var refused = Receive(Leading, Arrived(new ToServer.WorkerReady(
            From("a"), new("another", 0, AllShards, 1), new Holds.Nothing())));

        Assert.Empty(Units(refused));
        Assert.Empty(refused.State.Seats);
    }

    [Fact]
    public void The_run_ends_only_when_its_last_version_is_safe()
    {
        var stopping = Receive(Leading, new ParameterServer.Message.StopRequested());
        var ended = Receive(stopping.State, new ParameterServer.Message.Saved(new(0)));

        Assert.Equal(
            Urgency.Now, Assert.IsType<ParameterServer.Effect.Keep>(Assert.Single(stopping.Effects)).Urgency);
        Assert.Contains(ended.Effects, effect =>
            effect is ParameterServer.Effect.Broadcast { Envelope.Letter: ToWorker.RunEnded });
    }

    [Theory, InlineData(2, false), InlineData(3, true)]
    public void A_unit_of_which_three_workers_die_ends_the_run_with_its_name(int deaths, bool ends)
    {
        var plan = Plan with { Batching = new([1], minibatchSize: 1, microBatchSize: 1) };
        var state = Receive(
            ParameterServer.State.Of(plan, ScriptedProblem.Start(plan)),
            new ParameterServer.Message.Claimed(new(1), ScriptedProblem.Start(plan), 0)).State;
        foreach (var worker in new[] { "a", "b", "c" }.Take(deaths))
        {
            state = Receive(state, Ready(worker, slots: 1)).State;
            state = Receive(state, new ParameterServer.Message.WorkerLost(new(worker), 1)).State;
        }

        var saving = state.Phase as ParameterServer.Phase.Saving;
        Assert.Equal(ends, saving is not null);
        if (!ends) return;
        Assert.Contains(
            "failed 3 times at 3 workers, last at c", Assert.IsType<Ending.Failed>(saving!.Why).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_that_dies_again_and_again_is_to_blame_itself()
    {
        var state = Leading;
        for (var incarnation = 1; incarnation < 9; incarnation++)
        {
            state = Receive(state, Ready("a", slots: 1, incarnation: incarnation)).State;
            state = Receive(state, new ParameterServer.Message.WorkerLost(new("a"), 1)).State;
        }

        _ = Assert.IsType<ParameterServer.Phase.Working>(state.Phase);
    }

    [Fact]
    public void A_unit_that_failed_goes_to_another_worker()
    {
        var first = Receive(Leading, Ready("a", slots: 1));
        var failed = Units(first)[0];
        var both = Receive(first.State, Ready("b", slots: 1)).State;

        var next = Receive(both, Arrived(new ToServer.NodeFailed(From("a"), failed, "thrown")));

        Assert.All(
            RoundOf(next.State).Assigned.Where(assigned => assigned.Node.Covers(failed.Node)),
            assigned => Assert.Equal(new("b"), assigned.To.Worker));
    }

    [Fact]
    public void A_unit_that_came_back_frees_the_worker_that_had_it_and_no_other()
    {
        var dealt = Receive(Leading, Ready("a", slots: 1));
        var unit = Units(dealt)[0];
        var letter = new Envelope<ToWorker>(Plan.Run, new(1), new ToWorker.SolveNode(unit, []));

        var lost = Receive(dealt.State, new ParameterServer.Message.Returned(new("a"), letter, 1));
        var kept = Receive(dealt.State, new ParameterServer.Message.Returned(new("b"), letter, 1));

        Assert.Empty(lost.State.Seats);
        Assert.Single(kept.State.Seats);
    }

    [Fact]
    public void A_lost_worker_failed_at_what_it_was_dealt_first_though_that_was_overdue_and_dealt_again()
    {
        var dealt = Receive(Leading, Ready("a", slots: 1));
        var late = Receive(dealt.State, new ParameterServer.Message.Tick(5000));
        var lost = Receive(late.State, new ParameterServer.Message.WorkerLost(new("a"), 5001));

        Assert.Contains(late.Effects, effect => effect is ParameterServer.Effect.Report(TrainingEvent.UnitOverdue));
        var failure = Assert.Single(RoundOf(lost.State).Failures);
        Assert.Equal((Units(dealt)[0].Node, new("a")), (failure.Node, failure.Worker));
    }

    [Fact]
    public void A_server_steps_down_when_a_worker_has_later_parameters_under_the_same_fence()
    {
        var ready = new ToServer.WorkerReady(
            From("a"), new("", 0, AllShards, 1), new Holds.Parameters(new(4)));

        var same = Receive(Leading, new ParameterServer.Message.Arrived(new(Plan.Run, new(1), ready), 1));
        var older = Receive(Leading, new ParameterServer.Message.Arrived(new(Plan.Run, new(0), ready), 1));

        Assert.Contains(same.Effects, effect =>
            effect is ParameterServer.Effect.Stop { Why: Ending.Deposed(var newest) } && newest == new Fence(1));
        Assert.Single(older.State.Seats);
    }

    [Theory, InlineData(2, true), InlineData(1_000_000, true), InlineData(1L << 40, false), InlineData(long.MaxValue, false)]
    public void A_server_steps_down_for_a_later_fence_but_for_none_that_leaves_no_number_to_later_ones(
        long fence, bool stepsDown)
    {
        var letter = Ready("a", slots: 1).Envelope with { Fence = new(fence) };

        var heard = Receive(Leading, new ParameterServer.Message.Arrived(letter, 1));

        Assert.Equal(stepsDown, heard.State.Phase is ParameterServer.Phase.Ended);
        Assert.Equal(stepsDown, heard.Effects.Count > 0);
    }

    [Fact]
    public void A_unit_that_a_worker_was_lost_at_goes_to_nobody_who_has_not_written_since()
    {
        var first = Receive(Leading, Ready("a", slots: 1));
        var both = Receive(first.State, Ready("b", slots: 64)).State;
        var lost = Receive(both, new ParameterServer.Message.WorkerLost(new("a"), 10)).State;
        var wrote = Receive(lost, Ready("b", slots: 64) with { AtMs = 20 }).State;

        Assert.DoesNotContain(RoundOf(lost).Assigned, assigned => Units(first)[0].Node.Covers(assigned.Node));
        Assert.Contains(RoundOf(wrote).Assigned, assigned => Units(first)[0].Node.Covers(assigned.Node));
    }

    [Fact]
    public void A_server_that_leaves_saves_and_sends_nobody_home()
    {
        var leaving = Receive(Leading, new ParameterServer.Message.LeaveRequested());
        var ended = Receive(leaving.State, new ParameterServer.Message.Saved(new(0)));

        Assert.Equal(
            Urgency.Now, Assert.IsType<ParameterServer.Effect.Keep>(Assert.Single(leaving.Effects)).Urgency);
        Assert.DoesNotContain(ended.Effects, effect => effect is ParameterServer.Effect.Broadcast);
        Assert.Contains(ended.Effects, effect =>
            effect is ParameterServer.Effect.Stop { Why: Ending.HandedOver });
    }

    private static ParameterServer.State Leading => ParameterServer.Receive(
        ParameterServer.State.Of(Plan, ScriptedProblem.Start(Plan)),
        new ParameterServer.Message.Claimed(new(1), ScriptedProblem.Start(Plan), 0)).State;

    private static Transition<ParameterServer.State, ParameterServer.Effect> Receive(
        ParameterServer.State state, ParameterServer.Message message) => ParameterServer.Receive(
            state, message);

    private static ParameterServer.Message.Arrived Ready(
        string worker, int slots, ValueArray<int>? shards = null, long incarnation = 1) =>
        Arrived(new ToServer.WorkerReady(
            From(worker, incarnation), new("", 0, shards ?? AllShards, slots), new Holds.Nothing()));

    private static ParameterServer.Message.Arrived Answer(WorkUnit unit)
    {
        var minibatch = Plan.MinibatchOf(unit.Purpose, unit.Version);
        var parameters = ScriptedProblem.Start(Plan).Parameters;
        var sum = WorkSum.At(
            minibatch.Tree, unit.Node, leaf => ScriptedProblem.Solve(
                minibatch, leaf, unit.Purpose, parameters));
        return Arrived(new ToServer.NodeDone(From("a"), unit, KeyRange.All(sum.Gradient.Length), sum, 1));
    }

    private static ParameterServer.Message.Arrived Arrived(ToServer letter) =>
        new(new(Plan.Run, new(1), letter), 1);

    private static Sender From(string worker, long incarnation = 1) => new(new(worker), new(incarnation));

    private static SumTree TreeOf(WorkUnit unit) => Plan.MinibatchOf(unit.Purpose, unit.Version).Tree;

    private static Round RoundOf(ParameterServer.State state) =>
        Assert.Single(Assert.IsType<ParameterServer.Phase.Working>(state.Phase).Open.Rounds);

    private static WorkUnit[] Units(Transition<ParameterServer.State, ParameterServer.Effect> transition) =>
    [
        .. from effect in transition.Effects.OfType<ParameterServer.Effect.Send>()
           where effect.Envelope.Letter is ToWorker.SolveNode
           select ((ToWorker.SolveNode)effect.Envelope.Letter).Unit,
    ];
}
