using System.Collections.Concurrent;
using System.Threading.Tasks.Dataflow;
using NeuralOde.Actors;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Runs the four actors in one process, each with a bounded mailbox, and the solves on threads of
/// their own.</summary>
/// <remarks>Workers and the server can be started and killed at any time, as on a cluster.</remarks>
public sealed class LocalHost : IAsyncDisposable
{
    private static readonly TimeSpan ServerTick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WorkerTick = TimeSpan.FromSeconds(1);

    private readonly LocalRun _run;
    private readonly ActionBlock<SolveRequest> _solves;
    private readonly ConcurrentBag<IUnitSolver> _solvers = [];
    private readonly ConcurrentDictionary<WorkerId, LocalWorker> _workers = new();
    private readonly TaskCompletionSource<RunOutcome> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Mailbox<Monitor, Monitor.State, Monitor.Message, Monitor.Effect> _monitor;
    private readonly long _startedAt;
    private volatile LocalServer? _server;
    private long _incarnations;

    /// <summary>A host with neither server nor workers yet.</summary>
    /// <param name="run">What it runs.</param>
    /// <param name="threads">The solves at the same time; at least 1.</param>
    public LocalHost(LocalRun run, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _run = run;
        _startedAt = run.Time.GetTimestamp();

        // Solves hold their threads for long; the actors need others, at once.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        _ = ThreadPool.SetMinThreads(Math.Max(workers, threads + Environment.ProcessorCount + 2), ports);
        _solves = new(SolveAsync, new() { MaxDegreeOfParallelism = threads, EnsureOrdered = false });
        _monitor = new(new(), Carry, Fail);
    }

    /// <summary>How the run ended; faulted if the host itself failed.</summary>
    public Task<RunOutcome> Outcome => _outcome.Task;

    /// <summary>The workers that are there.</summary>
    public IReadOnlyCollection<WorkerId> Workers => [.. _workers.Keys];

    private double NowMs => _run.Time.GetElapsedTime(_startedAt).TotalMilliseconds;

    /// <summary>Starts a server, which goes on from the newest checkpoint, or from the start.</summary>
    public Task StartServerAsync()
    {
        var newest = _run.Checkpoints.Newest()
            .DefaultIfEmpty(new(_run.Plan.Run, new(0), _run.Start))
            .First();
        var server = new LocalServer(_run, NowMs, Carry, Carry, Fail);
        server.Ticks = _run.Time.CreateTimer(
            _ => server.Mailbox.Offer(new ParameterServer.Message.Tick(NowMs)), null, ServerTick, ServerTick);
        var fence = new Fence(Math.Max(newest.Fence.Value, _server?.Fence.Value ?? 0) + 1);
        server.Fence = fence;
        _server = server;
        return server.Mailbox.SendAsync(new ParameterServer.Message.Claimed(fence, newest.Progress, NowMs));
    }

    /// <summary>Drops the server: what it knew and did not save is gone.</summary>
    public void KillServer() => _server?.Kill();

    /// <summary>Starts a worker, or starts it again.</summary>
    public Task StartWorkerAsync(WorkerId id)
    {
        KillWorker(id);
        var incarnation = new Incarnation(Interlocked.Increment(ref _incarnations));
        var worker = new LocalWorker(_run.Plan, new(id, incarnation), Carry, Fail);
        worker.Ticks = _run.Time.CreateTimer(
            _ => worker.Mailbox.Offer(new ShardWorker.Message.Tick()), null, WorkerTick, WorkerTick);
        _workers[id] = worker;
        return worker.Mailbox.SendAsync(new ShardWorker.Message.Tick());
    }

    /// <summary>Drops a worker: what it had in hand is gone, and nobody is told.</summary>
    public void KillWorker(WorkerId id)
    {
        if (_workers.TryRemove(id, out var worker)) worker.Kill();
    }

    /// <summary>Lets a worker take its leave.</summary>
    public Task LeaveAsync(WorkerId id) => _workers.TryGetValue(id, out var worker)
        ? worker.Mailbox.SendAsync(new ShardWorker.Message.LeaveRequested())
        : Task.CompletedTask;

    /// <summary>Ends the run after a checkpoint at the last complete version.</summary>
    public Task RequestStopAsync() => _server is { } server
        ? server.Mailbox.SendAsync(new ParameterServer.Message.StopRequested())
        : Task.CompletedTask;

    /// <summary>Ends all actors; solves that run are waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        KillServer();
        foreach (var worker in _workers.Keys) KillWorker(worker);
        _solves.Complete();
        await _solves.Completion.ConfigureAwait(false);
        _monitor.Close();
        await _monitor.Completion.ConfigureAwait(false);
    }

    private Task Carry(LocalServer server, ParameterServer.Effect effect) => Topology.Of(effect, NowMs) switch
    {
        _ when server.IsDead => Task.CompletedTask,
        Delivery.ToWorker(var id, var message) => _workers.TryGetValue(id, out var worker)
            ? worker.Mailbox.SendAsync(message)
            : Task.CompletedTask,
        Delivery.ToEveryWorker(var message) =>
            Task.WhenAll(_workers.Values.Select(worker => worker.Mailbox.SendAsync(message))),
        Delivery.ToCheckpointer(var message) => server.Checkpointer.SendAsync(message),
        Delivery.ToMonitor(var message) => _monitor.SendAsync(message),
        _ => Here(server, effect),
    };

    // Every worker of this process reads the same examples, so no shard is ever sent.
    private async Task Here(LocalServer server, ParameterServer.Effect effect)
    {
        if (effect is not ParameterServer.Effect.Stop(var progress, var why)) return;
        server.Kill();
        _monitor.Close();
        await _monitor.Completion.ConfigureAwait(false);
        _ = _outcome.TrySetResult(new(progress, why));
    }

    private Task Carry(LocalServer server, Checkpointer.Effect effect) => Topology.Of(effect, NowMs) switch
    {
        _ when server.IsDead => Task.CompletedTask,
        Delivery.ToServer(var message) => server.Mailbox.SendAsync(message),
        Delivery.ToMonitor(var message) => _monitor.SendAsync(message),
        _ => Here(server, effect),
    };

    private Task Here(LocalServer server, Checkpointer.Effect effect)
    {
        if (effect is Checkpointer.Effect.Save(var snapshot)) _ = Task.Run(() => SaveAsync(server, snapshot));
        return Task.CompletedTask;
    }

    private Task SaveAsync(LocalServer server, Snapshot snapshot)
    {
        var (version, beganAt) = (snapshot.Progress.Version, NowMs);
        try
        {
            _run.Checkpoints.Save(snapshot);
            return server.Checkpointer.SendAsync(
                new Checkpointer.Message.Saved(version, NowMs - beganAt, NowMs));
        }
        catch (Exception thrown)
        {
            return server.Checkpointer.SendAsync(
                new Checkpointer.Message.SaveFailed(version, thrown.Message, NowMs));
        }
    }

    private Task Carry(LocalWorker worker, ShardWorker.Effect effect) => Topology.Of(effect, NowMs) switch
    {
        _ when worker.IsDead => Task.CompletedTask,
        Delivery.ToServer(var message) => _server is { IsDead: false } server
            ? server.Mailbox.SendAsync(message)
            : Task.CompletedTask,
        _ => Here(worker, effect),
    };

    private Task Here(LocalWorker worker, ShardWorker.Effect effect)
    {
        switch (effect)
        {
            case ShardWorker.Effect.Solve(var unit, var parameters):
                return _solves.SendAsync(new(worker, unit, parameters));
            case ShardWorker.Effect.LoadShard(var shard):
                return worker.Mailbox.SendAsync(new ShardWorker.Message.ShardLoaded(shard));
            case ShardWorker.Effect.Stop:
                KillWorker(worker.Id);
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private Task SolveAsync(SolveRequest request)
    {
        if (request.Worker.IsDead) return Task.CompletedTask;
        var beganAt = _run.Time.GetTimestamp();
        ShardWorker.Message answer;
        try
        {
            var solver = _solvers.TryTake(out var rested) ? rested : _run.Solver();
            var sum = solver.Solve(request.Unit, request.Parameters);
            var elapsedMs = _run.Time.GetElapsedTime(beganAt).TotalMilliseconds;
            answer = new ShardWorker.Message.Solved(request.Unit, sum, elapsedMs);
            _solvers.Add(solver);
        }
        catch (Exception thrown)
        {
            answer = new ShardWorker.Message.SolveFailed(request.Unit, thrown.Message);
        }

        return request.Worker.Mailbox.SendAsync(answer);
    }

    private Task Carry(Monitor.Effect effect)
    {
        if (effect is Monitor.Effect.Log(var happened)) _run.Log(happened);
        return Task.CompletedTask;
    }

    private void Fail(Exception thrown) => _ = _outcome.TrySetException(thrown);
}
