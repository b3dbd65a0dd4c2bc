using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Actors;
using Xunit;

namespace NeuralOde.Actors.Tests.Modes;

public sealed class MixingWorkerTests
{
    private static readonly FlatVector Theta = ScriptedProblem.Start(ScriptedProblem.Plan()).Parameters;
    private static readonly WorkUnit Unit = new(new(3), Purpose.Gradient, new(0, 0));

    private static readonly ShardWorker.State Born = new()
    {
        Run = ScriptedProblem.Plan().Run,
        Self = new(new("a"), new(1)),
        Skills = new("", 0, [0], 1),
    };

    public static TheoryData<Basis, long, long, bool> Cases => new()
    {
        { new Basis.OfAnyServer(), 1, 3, true },
        { new Basis.OfAnyServer(), 2, 2, false },
        { new Basis.OfThisServer(), 2, 3, true },
        { new Basis.OfThisServer(), 1, 3, false },
        { new Basis.Newest(new(2)), 2, 2, true },
        { new Basis.Newest(new(2)), 2, 5, true },
        { new Basis.Newest(new(2)), 2, 1, false },
        { new Basis.Newest(new(2)), 1, 5, false },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_unit_is_begun_with_the_parameters_that_it_may_be_solved_with(
        Basis basis, long fence, long version, bool begins)
    {
        var (_, effects) = Dealt(With(Born, fence, version), basis);

        Assert.Equal(begins, effects.Any(effect => effect is ShardWorker.Effect.Solve));
        Assert.DoesNotContain(effects, IsWish);
    }

    // What it waits for is on its way, or comes when it tells that it holds nothing of this server.
    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void A_worker_tells_of_parameters_of_this_server_only(long fence, bool tells)
    {
        var (_, effects) = ShardWorker.Receive(
            Dealt(With(Born, fence, 5), new Basis.Newest(new(2))).State, new ShardWorker.Message.Tick());

        var ready = Assert.Single(effects.OfType<ShardWorker.Effect.Send>()
            .Select(send => send.Envelope.Letter).OfType<ToServer.WorkerReady>());
        Assert.Equal(tells, ready.Holds is Holds.Parameters);
    }

    [Fact]
    public void A_worker_without_parameters_asks_for_them() =>
        Assert.Contains(Dealt(Born, new Basis.Newest(new(2))).Effects, IsWish);

    [Fact]
    public void An_answer_says_what_it_is_based_on_though_newer_parameters_came_meanwhile()
    {
        var solving = With(Dealt(With(Born, 2, 4), new Basis.Newest(new(0))).State, 2, 6);

        var (_, effects) = ShardWorker.Receive(
            solving, new ShardWorker.Message.Solved(Unit, new(Theta, new()), 1));

        var answer = Assert.Single(effects.OfType<ShardWorker.Effect.Send>()
            .Select(send => send.Envelope.Letter).OfType<ToServer.NodeDone>());
        Assert.Equal(new BasedOn(new(2), new(4)), answer.BasedOn);
    }

    [Fact]
    public void What_is_solved_for_an_older_server_is_solved_again_for_the_new_one()
    {
        var solving = Dealt(With(Born, 2, 4), new Basis.Newest(new(0))).State;
        var (dealt, none) = Dealt(With(solving, 3, 4), new Basis.Newest(new(0)), fence: 3);

        var (_, effects) = ShardWorker.Receive(
            dealt, new ShardWorker.Message.Solved(Unit, new(Theta, new()), 1));

        Assert.DoesNotContain(none, effect => effect is ShardWorker.Effect.Solve);
        Assert.Contains(effects, effect => effect is ShardWorker.Effect.Solve);
    }

    private static bool IsWish(ShardWorker.Effect effect) =>
        effect is ShardWorker.Effect.Send { Envelope.Letter: ToServer.ParametersWanted };

    private static ShardWorker.State With(ShardWorker.State state, long fence, long version) =>
        ShardWorker.Receive(state, new ShardWorker.Message.Arrived(new(
            Born.Run, new(fence), new ToWorker.Parameters(new(version), KeyRange.All(Theta.Length), Theta)))).State;

    private static Transition<ShardWorker.State, ShardWorker.Effect> Dealt(
        ShardWorker.State state, Basis basis, long fence = 2) =>
        ShardWorker.Receive(state, new ShardWorker.Message.Arrived(new(
            Born.Run, new(fence), new ToWorker.SolveNode(Unit, [0]) { Basis = basis })));
}
