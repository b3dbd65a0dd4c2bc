using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Actors;
using Xunit;

namespace NeuralOde.Actors.Tests;

public sealed class RangeServerTests
{
    private const int Server = 2;

    private static readonly RunPlan Plan = ScriptedProblem.SharedPlan();
    private static readonly KeyRange Range = Plan.Ranges[Server];
    private static readonly RangeSnapshot Start = RangeSnapshot.Of(ScriptedProblem.Start(Plan), Range);
    private static readonly Sender Worker = new(new("a"), new(1));

    [Theory]
    [InlineData(150_000, 1)]
    [InlineData(150_000, 2)]
    [InlineData(150_000, 3)]
    [InlineData(1_000_000, 4)]
    [InlineData(7, 1)]
    public void Ranges_are_whole_blocks_and_cover_all(int length, int servers)
    {
        var ranges = KeyRange.Shared(length, servers);

        Assert.Equal(servers, ranges.Count);
        Assert.Equal(length, ranges.Sum(range => range.Count));
        Assert.All(ranges, range => Assert.InRange(range.Count, 1, length));
        Assert.All(ranges, range => Assert.Equal(0, range.Start % Gradients.Block));
        Assert.Equal(
            ranges.Skip(1).Select(range => range.Start), ranges.SkipLast(1).Select(range => range.Start + range.Count));
    }

    [Fact]
    public void A_vector_can_be_shared_by_as_many_servers_as_it_has_blocks() =>
        Assert.Equal([1, 1, 2, 16], new[] { 7, 65_536, 65_537, 1_000_000 }.Select(KeyRange.MostServers));

    [Fact]
    public void Whoever_holds_no_range_decides_nothing() => Assert.Empty(RangeServer.Receive(
        new() { Plan = Plan, Self = new(new("r"), new(0)), Server = Server }, Led(1)).Effects);

    [Fact]
    public void What_is_led_to_is_sought_and_then_every_worker_has_it()
    {
        var seeking = RangeServer.Receive(Claimed(), Led(1));
        var found = RangeServer.Receive(seeking.State, new RangeServer.Message.Found(Start));

        Assert.Equal([new RangeServer.Effect.Seek(new(0))], seeking.Effects);
        Assert.Contains(
            new RangeServer.Effect.Broadcast(new(
                Plan.Run, new(1), new ToWorker.Parameters(new(0), Range, Start.Training.Parameters))),
            found.Effects);
    }

    [Fact]
    public void An_older_leader_is_not_heard()
    {
        var held = Held();

        Assert.Empty(RangeServer.Receive(held, Led(0)).Effects);
        Assert.Empty(RangeServer.Receive(held, Of(0, new ToRange.StepTaken(new(0), 1, -1))).Effects);
    }

    [Fact]
    public void A_new_leader_at_the_same_version_needs_no_checkpoint_and_loses_no_sum()
    {
        var merged = RangeServer.Receive(Held(), Of(1, Part())).State;

        var led = RangeServer.Receive(merged, Led(2));

        Assert.Equal(merged.Holding, led.State.Holding);
        Assert.Contains(led.Effects, effect => effect is RangeServer.Effect.Broadcast);
    }

    [Fact]
    public void One_that_shall_go_says_so_until_the_next_leader_calls_and_then_goes()
    {
        var leaving = RangeServer.Receive(Held(), new RangeServer.Message.LeaveRequested());
        var ticked = RangeServer.Receive(leaving.State, new RangeServer.Message.Tick());

        Assert.Single(leaving.Effects, SaysThatItLeaves);
        Assert.Single(ticked.Effects, SaysThatItLeaves);
        Assert.DoesNotContain(RangeServer.Receive(ticked.State, Led(1)).Effects, effect => effect is RangeServer.Effect.Leave);
        Assert.Equal([new RangeServer.Effect.Leave()], RangeServer.Receive(ticked.State, Led(2)).Effects);

        static bool SaysThatItLeaves(RangeServer.Effect effect) =>
            effect is RangeServer.Effect.Tell { Envelope.Letter: ToServer.RangeLeaving };
    }

    [Fact]
    public void A_step_is_taken_once_all_of_the_sum_is_there()
    {
        var step = Of(1, new ToRange.StepTaken(new(0), 1, -1));
        var early = RangeServer.Receive(Held(), step).State;

        var merged = RangeServer.Receive(early, Of(1, Part())).State;
        var moved = RangeServer.Receive(RangeServer.Receive(merged, step).State, step).State;

        Assert.Equal(0, PartOf(early).Training.Version);
        Assert.Equal(1, PartOf(moved).Training.Version);
        Assert.NotEqual(Start.Training.Parameters, PartOf(moved).Training.Parameters);
    }

    [Fact]
    public void A_norm_that_is_not_finite_leaves_the_parameters_as_they_are()
    {
        var merged = RangeServer.Receive(Held(), Of(1, Part())).State;

        var moved = RangeServer.Receive(merged, Of(1, new ToRange.StepTaken(new(0), double.NaN, -1))).State;

        Assert.Equal(1, PartOf(moved).Training.Version);
        Assert.Equal(Start.Training.Parameters, PartOf(moved).Training.Parameters);
    }

    [Fact]
    public void A_version_that_is_past_cannot_be_kept()
    {
        var merged = RangeServer.Receive(Held(), Of(1, Part())).State;
        var moved = RangeServer.Receive(merged, Of(1, new ToRange.StepTaken(new(0), 1, -1))).State;

        var answer = RangeServer.Receive(moved, Of(1, new ToRange.KeepWanted(new(0), new(0), -1, IsLast: false)));

        Assert.Contains(answer.Effects, effect =>
            effect is RangeServer.Effect.Tell { Envelope.Letter: ToServer.RangeNotKept { Version.Value: 0 } });
    }

    // For models that one process cannot hold: no vector of its state is longer than the range.
    [Fact]
    public void Nothing_that_it_knows_is_longer_than_its_range()
    {
        var merged = RangeServer.Receive(Held(), Of(1, Part())).State;
        var holding = Assert.IsType<RangeServer.Holding.Part>(merged.Holding);

        FlatVector[] vectors =
        [
            holding.Snapshot.Training.Parameters,
            holding.Snapshot.BestParameters,
            .. holding.Snapshot.Training.Optimiser.Vectors.Select(vector => vector.Values),
            .. holding.Sums.Sums.Select(sum => sum.Sum.Gradient),
        ];

        Assert.All(vectors, vector => Assert.Equal(Range.Count, vector.Length));
        Assert.True(vectors.Length >= 4);
    }

    private static RangeServer.State Claimed() => RangeServer.Receive(
        new() { Plan = Plan, Self = new(new("r"), new(0)), Server = Server },
        new RangeServer.Message.Claimed(new(1))).State;

    private static RangeServer.State Held() => RangeServer.Receive(
        RangeServer.Receive(Claimed(), Led(1)).State, new RangeServer.Message.Found(Start)).State;

    private static RangeServer.Message.Arrived Led(long fence) => Of(fence, new ToRange.RangeLed(new(0)));

    private static ToRange.PartDone Part() => new(
        Worker,
        new(new(0), Work.Purpose.Gradient, Plan.MinibatchOf(Work.Purpose.Gradient, new(0)).Tree.Root),
        Range,
        FlatVector.Of<float>([.. Enumerable.Range(1, Range.Count).Select(k => k * 100f)]),
        Examples: 256);

    private static RangeServer.Message.Arrived Of(long fence, ToRange letter) =>
        new(new(Plan.Run, new(fence), letter));

    private static RangeSnapshot PartOf(RangeServer.State state) =>
        Assert.IsType<RangeServer.Holding.Part>(state.Holding).Snapshot;
}
