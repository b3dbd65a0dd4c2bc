using System.Collections.Concurrent;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Runs a server and its workers in one process: the hosts of a cluster, with letters that go from one
/// mailbox to the other.</summary>
/// <remarks>Workers and the server can be started and killed at any time, as on a cluster.</remarks>
public sealed class LocalHost : IAsyncDisposable
{
    private readonly TrainingJob _job;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentDictionary<WorkerId, WorkerHost> _workers = new();
    private readonly TaskCompletionSource<RunOutcome> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LocalPost _post;
    private volatile ServerHost? _server;
    private Task<IUnitSolver>? _firstSolver;
    private Fence _fence;
    private long _incarnations;

    /// <summary>A host with neither server nor workers yet.</summary>
    /// <param name="job">What it runs.</param>
    public LocalHost(TrainingJob job)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(job.Threads, 1);
        (_job, _slots, _post) = (job, new(job.Threads), new(this));

        // Solves hold their threads for long; the actors need others, at once.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        _ = ThreadPool.SetMinThreads(Math.Max(workers, job.Threads + Environment.ProcessorCount + 2), ports);

        // To compile its plans takes a while, in which server and workers meet.
        _firstSolver = Task.Run(job.Solver);
    }

    /// <summary>How the run ended; faulted if the host itself failed.</summary>
    public Task<RunOutcome> Outcome => _outcome.Task;

    /// <summary>Starts a server, which goes on from the newest checkpoint, or from the start.</summary>
    public Task StartServerAsync()
    {
        var saved = _job.Run.Checkpoints.Newest().Select(newest => newest.Fence.Value).FirstOrDefault();
        _fence = new(Math.Max(saved, _fence.Value) + 1);
        var server = new ServerHost(_job.Run, _post);
        _server = server;
        _ = EndAsync(server.Outcome);
        return server.LeadAsync(_fence);
    }

    /// <summary>Drops the server: what it knew and did not save is gone.</summary>
    public Task KillServerAsync() => _server is { } server ? server.DisposeAsync().AsTask() : Task.CompletedTask;

    /// <summary>Starts a worker, or starts it again.</summary>
    public async Task StartWorkerAsync(WorkerId id)
    {
        await KillWorkerAsync(id).ConfigureAwait(false);
        var plan = _job.Run.Plan;
        int[] shards = [.. Enumerable.Range(0, Math.Max(1, plan.Batching.ShardSizes.Count))];
        var worker = new WorkerHost(
            new()
            {
                Start = new()
                {
                    Run = plan.Run,
                    Self = new(id, new(Interlocked.Increment(ref _incarnations))),
                    Skills = new(plan.Build, plan.Probe, [.. shards], Slots: 1),
                },
                Solver = Solver,
                Shards = new EveryShard(),
                Slots = _slots,
                Time = _job.Run.Time,
            },
            _post);
        _workers[id] = worker;
        _ = EndAsync(id, worker);
    }

    /// <summary>Drops a worker: what it had in hand is gone, and nobody is told.</summary>
    public Task KillWorkerAsync(WorkerId id) =>
        _workers.TryRemove(id, out var worker) ? worker.DisposeAsync().AsTask() : Task.CompletedTask;

    /// <summary>Lets a worker take its leave.</summary>
    public Task LeaveAsync(WorkerId id) => _workers.TryGetValue(id, out var worker)
        ? worker.SendAsync(new ShardWorker.Message.LeaveRequested())
        : Task.CompletedTask;

    /// <summary>Ends the run after a checkpoint at the last complete version.</summary>
    public Task RequestStopAsync() => _server is { } server
        ? server.SendAsync(new ParameterServer.Message.StopRequested())
        : Task.CompletedTask;

    /// <summary>Ends all actors; solves that run are waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillServerAsync().ConfigureAwait(false);
        foreach (var worker in _workers.Keys) await KillWorkerAsync(worker).ConfigureAwait(false);
        for (var thread = 0; thread < _job.Threads; thread++) await _slots.WaitAsync().ConfigureAwait(false);
        _slots.Dispose();
    }

    private IUnitSolver Solver() =>
        Interlocked.Exchange(ref _firstSolver, null)?.GetAwaiter().GetResult() ?? _job.Solver();

    private async Task EndAsync(Task<RunOutcome> ended)
    {
        await EndAsync((Task)ended).ConfigureAwait(false);
        if (ended.IsCompletedSuccessfully) _ = _outcome.TrySetResult(await ended.ConfigureAwait(false));
    }

    private async Task EndAsync(WorkerId id, WorkerHost worker)
    {
        await EndAsync(worker.Ended).ConfigureAwait(false);
        if (_workers.TryRemove(KeyValuePair.Create(id, worker))) await worker.DisposeAsync().ConfigureAwait(false);
    }

    // What an actor throws is a fault of the host.
    private async Task EndAsync(Task ended)
    {
        await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ended.Exception is { } thrown) _ = _outcome.TrySetException(thrown.InnerExceptions);
    }

    /// <summary>Brings letters from one host to the other; one server holds all parameters, so that none goes to
    /// others.</summary>
    private sealed class LocalPost(LocalHost host) : IServerPost, IWorkerPost
    {
        public Task SendAsync(Envelope<ToServer> envelope) => host._server is { } server
            ? server.SendAsync(new ParameterServer.Message.Arrived(envelope, server.NowMs))
            : Task.CompletedTask;

        public Task SendAsync(WorkerId to, Envelope<ToWorker> envelope) => host._workers.TryGetValue(to, out var worker)
            ? worker.SendAsync(new ShardWorker.Message.Arrived(envelope))
            : Task.CompletedTask;

        public Task BroadcastAsync(Envelope<ToWorker> envelope) => Task.WhenAll(
            host._workers.Values.Select(worker => worker.SendAsync(new ShardWorker.Message.Arrived(envelope))));

        public Task SendAsync(int server, Envelope<ToRange> envelope) => Task.CompletedTask;

        public Task SendShardAsync(WorkerId to, int shard) => Task.CompletedTask;
    }

    /// <summary>Every worker of this process reads the same examples, so no shard is ever sent.</summary>
    private sealed class EveryShard : IShardSource
    {
        public Task<bool> LoadAsync(int shard) => Task.FromResult(true);

        public bool Keep(ToWorker.ShardPart part) => false;
    }
}
