using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

/// <summary>Holds shards of the data, keeps the newest parameters, and solves the work units that it is
/// dealt.</summary>
/// <remarks>It may be started, killed, stopped or doubled at any time: all it knows can be had
/// again.</remarks>
public sealed partial class ShardWorker : IActor<ShardWorker.State, ShardWorker.Message, ShardWorker.Effect>
{
    // Ticks without a piece of a shard after which it is asked for again.
    private const int Patience = 5;

    private ShardWorker() { }

    /// <inheritdoc/>
    public static Transition<State, Effect> Receive(State state, Message message) => message switch
    {
        _ when state.HasStopped => state,
        Message.Arrived(var envelope) when !IsFor(state, envelope) => state,
        Message.Arrived(var envelope) => Read(Under(state, envelope.Fence), envelope.Letter),
        Message.Tick => new Transition<State, Effect>(state, [Ready(state), .. Missing(state)])
            .Then(Remind).Then(Begin),
        Message.Solved solved => Answer(state, solved.Unit, AnswerTo(state, solved)),
        Message.SolveFailed(var unit, var reason) =>
            Answer(state, unit, [Write(state, new ToServer.NodeFailed(state.Self, unit, reason))]),
        Message.ShardLoaded(var shard) => Begin(Holding(state, shard)),
        Message.ShardMissing(var shard) => new(
            Wishing(state, shard), [Write(state, new ToServer.ShardWanted(state.Self, shard))]),
        Message.LeaveRequested => new(
            state with { HasStopped = true },
            [Write(state, new ToServer.WorkerLeaving(state.Self)), new Effect.Stop()]),
        _ => throw Unreachable.Case(message),
    };

    private static Transition<State, Effect> Read(State state, ToWorker letter) => letter switch
    {
        ToWorker.Parameters parameters => Begin(Keep(state, parameters)),
        ToWorker.SolveNode node when state.HasInHand(node) || IsPast(state, node) => state,
        // The unit's parameters are on their way to a worker that has older ones: they are long, so it overtook them.
        ToWorker.SolveNode node => Begin(state with { Queue = [.. state.Queue, node] })
            .And(state.Theta is Theta.Values || state.HasPartFor(node)
                ? []
                : [Write(state, new ToServer.ParametersWanted(state.Self))]),
        ToWorker.ShardPart part when state.Wanted.Any(wish => wish.Shard == part.Shard) =>
            new(Wishing(state, part.Shard), [new Effect.KeepPart(part)]),
        ToWorker.ShardPart => state,
        ToWorker.WorkerRefused(var build, var probe) => new(
            state with { HasStopped = true },
            [new Effect.Complain(new(build, probe), state.Skills.Identity), new Effect.Stop()]),
        ToWorker.RunEnded => new(state with { HasStopped = true }, [new Effect.Stop()]),
        _ => throw Unreachable.Case(letter),
    };

    private static bool IsFor(State state, Envelope<ToWorker> envelope) =>
        envelope.Run == state.Run && !state.Seen.IsNewerThan(envelope.Fence);

    // A new server deals anew, so what an older one dealt and is not begun is forgotten.
    private static State Under(State state, Fence fence) =>
        fence == state.Seen ? state : state with { Seen = fence, Queue = [], Parts = [] };

    // A unit of an older version of the same server can only be a late letter, but for one that is solved with
    // whatever is the newest.
    private static bool IsPast(State state, ToWorker.SolveNode node) => node.Basis is not Basis.Newest
        && state.Theta is Theta.Values held && held.Fence == state.Seen
        && held.Version.IsNewerThan(node.Unit.Version);

    private static State Keep(State state, ToWorker.Parameters newer)
    {
        if (IsKnown(state, newer) || !IsPart(state, newer)) return state;
        ToWorker.Parameters[] parts = [.. state.Parts
            .Where(part => part.Version == newer.Version)
            .Append(newer)
            .OrderBy(part => part.Range.Start)];
        if (parts.Length < state.Ranges.Count) return state with { Parts = [.. parts] };
        var theta = FlatVector.Joined([.. parts.Select(part => part.Values)]);
        var next = state with { Theta = new Theta.Values(state.Seen, newer.Version, theta), Parts = [] };
        return next with { Queue = [.. next.Queue.Where(queued => !IsPast(next, queued))] };
    }

    private static bool IsKnown(State state, ToWorker.Parameters newer) =>
        (state.Theta is Theta.Values held && held.Fence == state.Seen
            && !newer.Version.IsNewerThan(held.Version))
        || state.Parts.Any(part => part.Version.IsNewerThan(newer.Version)
            || (part.Version == newer.Version && part.Range == newer.Range));

    private static bool IsPart(State state, ToWorker.Parameters newer) => state.Ranges.Count == 0
        || (state.Ranges.Contains(newer.Range)
            && newer.Values.Length == newer.Range.Count
            && state.Parts.All(part => part.Values.Precision == newer.Values.Precision));

    // A range that did not come is asked for, where others have come or units wait for it.
    private static IEnumerable<Effect> Missing(State state)
    {
        var isWaiting = state.Theta is Theta.Nothing || state.Parts.Count > 0
            || state.Queue.Any(queued => !state.HasParametersFor(queued));
        return from server in Enumerable.Range(1, Math.Max(0, state.Ranges.Count - 1))
               where isWaiting && state.Parts.All(part => part.Range != state.Ranges[server])
               select WriteTo(state, server, new ToRange.PartWanted(state.Self));
    }

    // Starts what can be started: units whose parameters and shards are here, while slots are free.
    private static Transition<State, Effect> Begin(State state)
    {
        if (state.Queue.Count == 0 || state.Theta is not Theta.Values held) return state;
        var effects = new List<Effect>();
        var (queue, solving, loading) =
            (new List<ToWorker.SolveNode>(), state.Solving.ToList(), state.Loading.ToList());
        foreach (var node in state.Queue)
        {
            var missing = node.Shards.Where(shard => !state.Skills.Hold(shard)).ToArray();
            foreach (var shard in missing.Except(loading).ToArray())
            {
                loading.Add(shard);
                effects.Add(new Effect.LoadShard(shard));
            }

            if (missing.Length > 0 || !state.HasParametersFor(node)
                || solving.Count >= state.Skills.Slots || solving.Any(solve => solve.Unit == node.Unit))
            {
                queue.Add(node);
                continue;
            }

            solving.Add(new(node.Unit, new(held.Fence, held.Version)));
            effects.Add(new Effect.Solve(node.Unit, held.Parameters));
        }

        return new(
            state with { Queue = [.. queue], Solving = [.. solving], Loading = [.. loading] }, effects);
    }

    // The next unit is begun before the answer is written, which takes a while.
    private static Transition<State, Effect> Answer(State state, WorkUnit unit, IEnumerable<Effect> answer)
    {
        var next = Begin(state with { Solving = [.. state.Solving.Where(solving => solving.Unit != unit)] });
        return new(next.State, [.. next.Effects, .. answer]);
    }

    // Each server gets its range of the sum, and the one that leads what was counted.
    private static IEnumerable<Effect> AnswerTo(State state, Message.Solved solved)
    {
        var (gradient, tally) = solved.Sum;
        if (state.Ranges.Count == 0 || gradient.Length != state.Ranges.Sum(range => range.Count))
        {
            return [Write(state, Done(state, solved, solved.Sum))];
        }

        return
        [
            .. from server in Enumerable.Range(1, state.Ranges.Count - 1)
               let range = state.Ranges[server]
               select WriteTo(state, server, new ToRange.PartDone(
                   state.Self, solved.Unit, range, range.Of(gradient), tally.Examples)),
            Write(state, Done(state, solved, new(state.Ranges[0].Of(gradient), tally))),
        ];
    }

    private static ToServer.NodeDone Done(State state, Message.Solved solved, WorkSum sum) => new(
        state.Self, solved.Unit, KeyRange.All(sum.Gradient.Length), sum, solved.ElapsedMs)
    {
        BasedOn = state.Solving.FirstOrDefault(solving => solving.Unit == solved.Unit).BasedOn,
    };

    private static State Holding(State state, int shard) => state with
    {
        Loading = [.. state.Loading.Where(loading => loading != shard)],
        Wanted = [.. state.Wanted.Where(wish => wish.Shard != shard)],
        Skills = state.Skills with { Shards = [.. state.Skills.Shards.Append(shard).Distinct().Order()] },
    };

    private static State Wishing(State state, int shard) => state with
    {
        Wanted = [.. state.Wanted.Where(wish => wish.Shard != shard), new(shard, 0)],
    };

    // Any letter may be lost: what did not come is asked for again.
    private static Transition<State, Effect> Remind(State state)
    {
        var older = state.Wanted.Select(wish => wish with { Ticks = wish.Ticks + 1 }).ToArray();
        return new(
            state with
            {
                Wanted = [.. older.Select(wish => wish.Ticks < Patience ? wish : wish with { Ticks = 0 })],
            },
            [.. older.Where(wish => wish.Ticks >= Patience).Select(wish =>
                Write(state, new ToServer.ShardWanted(state.Self, wish.Shard)))]);
    }

    private static Effect.Send Ready(State state) =>
        Write(state, new ToServer.WorkerReady(state.Self, state.Skills, state.Holds));

    private static Effect.Send Write(State state, ToServer letter) => new(new(state.Run, state.Seen, letter));

    private static Effect.SendRange WriteTo(State state, int server, ToRange letter) =>
        new(server, new(state.Run, state.Seen, letter));
}
