using System.Collections.Concurrent;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Runs a shard worker and its solves.</summary>
public sealed class WorkerHost : IAsyncDisposable
{
    private static readonly TimeSpan TickTime = TimeSpan.FromSeconds(1);

    private readonly WorkerJob _job;
    private readonly IWorkerPost _post;
    private readonly Mailbox<ShardWorker, ShardWorker.State, ShardWorker.Message, ShardWorker.Effect> _mailbox;
    private readonly ConcurrentBag<IUnitSolver> _solvers = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _ticks;
    private volatile bool _isDead;

    /// <summary>A worker that says at once that it is there.</summary>
    /// <param name="job">What it works for, and with what.</param>
    /// <param name="post">Carries its letters.</param>
    public WorkerHost(WorkerJob job, IWorkerPost post)
    {
        (_job, _post) = (job, post);
        _mailbox = new(job.Start, Carry, thrown => _ = _ended.TrySetException(thrown));
        _ticks = job.Time.CreateTimer(
            _ => _mailbox.Offer(new ShardWorker.Message.Tick()), null, TimeSpan.Zero, TickTime);
    }

    /// <summary>Ends when the worker has nothing more to do; faulted if the host itself failed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Hands a message to the worker.</summary>
    public Task SendAsync(ShardWorker.Message message) => _mailbox.SendAsync(message);

    /// <summary>Drops the worker; solves that run are not waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDead = true;
        await _ticks.DisposeAsync().ConfigureAwait(false);
        _mailbox.Close();
    }

    private Task Carry(ShardWorker.Effect effect)
    {
        if (_isDead) return Task.CompletedTask;
        switch (effect)
        {
            case ShardWorker.Effect.Send(var envelope):
                return _post.SendAsync(envelope);
            case ShardWorker.Effect.SendRange(var server, var envelope):
                return _post.SendAsync(server, envelope);
            case ShardWorker.Effect.Solve(var unit, var parameters):
                _ = SolveAsync(unit, parameters);
                break;
            case ShardWorker.Effect.LoadShard(var shard):
                _ = LoadAsync(shard);
                break;
            case ShardWorker.Effect.KeepPart(var part):
                _ = Task.Run(() => KeepAsync(part));
                break;
            case ShardWorker.Effect.Complain(var theirs, var ours):
                _job.Complain(theirs, ours);
                break;
            case ShardWorker.Effect.Stop:
                _ = _ended.TrySetResult();
                break;
            default:
                throw Unreachable.Case(effect);
        }

        return Task.CompletedTask;
    }

    private async Task SolveAsync(WorkUnit unit, FlatVector parameters)
    {
        await _job.Slots.WaitAsync().ConfigureAwait(false);
        ShardWorker.Message answer;
        try
        {
            if (_isDead) return;
            answer = await Task.Run(() => Solved(unit, parameters)).ConfigureAwait(false);
        }
        catch (Exception thrown)
        {
            answer = new ShardWorker.Message.SolveFailed(unit, thrown.Message);
        }
        finally
        {
            _ = _job.Slots.Release();
        }

        await _mailbox.SendAsync(answer).ConfigureAwait(false);
    }

    private ShardWorker.Message.Solved Solved(WorkUnit unit, FlatVector parameters)
    {
        _job.Begun(unit);
        var beganAt = _job.Time.GetTimestamp();
        var solver = _solvers.TryTake(out var rested) ? rested : _job.Solver();
        var sum = solver.Solve(unit, parameters);
        _solvers.Add(solver);
        return new(unit, sum, _job.Time.GetElapsedTime(beganAt).TotalMilliseconds);
    }

    private async Task LoadAsync(int shard)
    {
        var isHere = await _job.Shards.LoadAsync(shard).ConfigureAwait(false);
        await _mailbox.SendAsync(isHere
            ? new ShardWorker.Message.ShardLoaded(shard)
            : new ShardWorker.Message.ShardMissing(shard)).ConfigureAwait(false);
    }

    private Task KeepAsync(ToWorker.ShardPart part) => _job.Shards.Keep(part)
        ? _mailbox.SendAsync(new ShardWorker.Message.ShardLoaded(part.Shard))
        : Task.CompletedTask;
}
