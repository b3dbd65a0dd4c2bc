using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.TestKit.Actors;
using Xunit;

namespace NeuralOde.Actors.Tests;

public sealed class ShardWorkerTests
{
    private static readonly ShardWorker.State Born = new()
    {
        Run = ScriptedProblem.Plan().Run,
        Self = new(new("a"), new(1)),
        Skills = new("1.0", 7, [], 1),
    };

    [Fact]
    public void A_shard_that_does_not_come_is_asked_for_again()
    {
        var (state, asked) = Receive(Dealt, new ShardWorker.Message.ShardMissing(3));

        var wishes = new List<int>();
        for (var tick = 0; tick < 10; tick++)
        {
            (state, var effects) = Receive(state, new ShardWorker.Message.Tick());
            wishes.Add(Wishes(effects));
        }

        Assert.Equal(1, Wishes(asked));
        Assert.Equal([0, 0, 0, 0, 1, 0, 0, 0, 0, 1], wishes);
    }

    [Fact]
    public void A_shard_that_was_not_asked_for_is_not_kept()
    {
        var letter = new ToWorker.ShardPart(4, 0, 1, [1]);

        var (_, effects) = Receive(Dealt, new ShardWorker.Message.Arrived(new(Born.Run, new(1), letter)));

        Assert.Empty(effects);
    }

    [Fact]
    public void A_worker_that_is_refused_says_why_and_stops()
    {
        var letter = new ToWorker.WorkerRefused("1.1", 8);

        var (state, effects) = Receive(Born, new ShardWorker.Message.Arrived(new(Born.Run, new(1), letter)));

        Assert.True(state.HasStopped);
        Assert.Equal([new ShardWorker.Effect.Complain(new("1.1", 8), new("1.0", 7)), new ShardWorker.Effect.Stop()], effects);
    }

    [Fact]
    public void A_unit_that_overtakes_its_parameters_waits_for_them_and_asks_for_nothing()
    {
        var start = ScriptedProblem.Start(ScriptedProblem.Plan()).Parameters;
        var unit = new WorkUnit(new(1), Purpose.Gradient, new(0, 96));
        var holding = Receive(Dealt, new ShardWorker.Message.ShardLoaded(3)).State with { Solving = [] };

        var (waiting, asked) = Receive(holding, Letter(new ToWorker.SolveNode(unit, [3])));
        var (_, begun) = Receive(waiting, Letter(new ToWorker.Parameters(new(1), KeyRange.All(start.Length), start)));

        Assert.Empty(asked);
        Assert.Equal([new ShardWorker.Effect.Solve(unit, start)], begun);
    }

    private static ShardWorker.Message.Arrived Letter(ToWorker letter) => new(new(Born.Run, new(1), letter));

    private static ShardWorker.State Dealt
    {
        get
        {
            var start = ScriptedProblem.Start(ScriptedProblem.Plan()).Parameters;
            var theta = new ToWorker.Parameters(new(0), KeyRange.All(start.Length), start);
            var unit = new ToWorker.SolveNode(new(new(0), Purpose.Gradient, new(0, 96)), [3]);
            var held = Receive(Born, new ShardWorker.Message.Arrived(new(Born.Run, new(1), theta))).State;
            return Receive(held, new ShardWorker.Message.Arrived(new(Born.Run, new(1), unit))).State;
        }
    }

    private static Transition<ShardWorker.State, ShardWorker.Effect> Receive(
        ShardWorker.State state, ShardWorker.Message message) => ShardWorker.Receive(state, message);

    private static int Wishes(IEnumerable<ShardWorker.Effect> effects) => effects.Count(effect =>
        effect is ShardWorker.Effect.Send { Envelope.Letter: ToServer.ShardWanted { Shard: 3 } });
}
