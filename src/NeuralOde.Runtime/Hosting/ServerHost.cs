using NeuralOde.Actors;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Runs a parameter server with its checkpointer and its monitor: they live and die
/// together.</summary>
public sealed class ServerHost : IAsyncDisposable
{
    private static readonly TimeSpan TickTime = TimeSpan.FromMilliseconds(100);

    private readonly ServedRun _run;
    private readonly IServerPost _post;
    private readonly Mailbox<ParameterServer, ParameterServer.State, ParameterServer.Message, ParameterServer.Effect>
        _server;
    private readonly Mailbox<Checkpointer, Checkpointer.State, Checkpointer.Message, Checkpointer.Effect>
        _checkpointer;
    private readonly Mailbox<Monitor, Monitor.State, Monitor.Message, Monitor.Effect> _monitor;
    private readonly TaskCompletionSource<RunOutcome> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _ticks;
    private readonly long _startedAt;
    private volatile bool _isDead;

    /// <summary>A server that stands by.</summary>
    /// <param name="run">What it runs.</param>
    /// <param name="post">Carries its letters.</param>
    public ServerHost(ServedRun run, IServerPost post)
    {
        (_run, _post, _startedAt) = (run, post, run.Time.GetTimestamp());
        _server = new(ParameterServer.State.Of(run.Plan, run.Start), Carry, Fail);
        _checkpointer = new(new() { Due = run.Due, HasPeers = run.Plan.Ranges.Count > 0 }, Carry, Fail);
        _monitor = new(new(), Carry, Fail);
        _ticks = run.Time.CreateTimer(
            _ => _server.Offer(new ParameterServer.Message.Tick(NowMs)), null, TickTime, TickTime);
    }

    /// <summary>How the server ended; faulted if the host itself failed.</summary>
    public Task<RunOutcome> Outcome => _outcome.Task;

    /// <summary>The host's clock; in milliseconds.</summary>
    public double NowMs => _run.Time.GetElapsedTime(_startedAt).TotalMilliseconds;

    /// <summary>Lets the server lead the run from the newest checkpoint, or from the start.</summary>
    /// <param name="fence">Its number.</param>
    public Task LeadAsync(Fence fence)
    {
        var newest = _run.Checkpoints.Newest().Select(snapshot => snapshot.Progress).DefaultIfEmpty(_run.Start);
        return SendAsync(new ParameterServer.Message.Claimed(fence, newest.First(), NowMs));
    }

    /// <summary>Hands a message to the server.</summary>
    public Task SendAsync(ParameterServer.Message message) => _server.SendAsync(message);

    /// <summary>Drops all: what the server knew and did not save is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDead = true;
        await _ticks.DisposeAsync().ConfigureAwait(false);
        _server.Close();
        _checkpointer.Close();
        _monitor.Close();
        await _monitor.Completion.ConfigureAwait(false);
    }

    private Task Carry(ParameterServer.Effect effect) => Topology.Of(effect, NowMs) switch
    {
        _ when _isDead => Task.CompletedTask,
        Delivery.ToWorker(var worker, ShardWorker.Message.Arrived(var envelope)) => _post.SendAsync(worker, envelope),
        Delivery.ToRange(var server, RangeServer.Message.Arrived(var envelope)) => _post.SendAsync(server, envelope),
        Delivery.ToEveryWorker(ShardWorker.Message.Arrived(var envelope)) => _post.BroadcastAsync(envelope),
        Delivery.ToCheckpointer(var message) => _checkpointer.SendAsync(message),
        Delivery.ToMonitor(var message) => _monitor.SendAsync(message),
        _ => Here(effect),
    };

    private async Task Here(ParameterServer.Effect effect)
    {
        switch (effect)
        {
            case ParameterServer.Effect.SendShard(var worker, var shard):
                await _post.SendShardAsync(worker, shard).ConfigureAwait(false);
                break;
            case ParameterServer.Effect.Stop(var progress, var why):
                _monitor.Close();
                await _monitor.Completion.ConfigureAwait(false);
                _ = _outcome.TrySetResult(new(progress, why));
                break;
        }
    }

    private Task Carry(Checkpointer.Effect effect) => Topology.Of(effect, NowMs) switch
    {
        _ when _isDead => Task.CompletedTask,
        Delivery.ToServer(var message) => _server.SendAsync(message),
        Delivery.ToMonitor(var message) => _monitor.SendAsync(message),
        _ => Here(effect),
    };

    private Task Here(Checkpointer.Effect effect)
    {
        if (effect is Checkpointer.Effect.Save(var snapshot)) _ = Task.Run(() => SaveAsync(snapshot));
        return Task.CompletedTask;
    }

    private Task SaveAsync(Snapshot snapshot)
    {
        var (version, beganAt) = (snapshot.Progress.Version, NowMs);
        try
        {
            _run.Checkpoints.Save(snapshot);
            return _checkpointer.SendAsync(new Checkpointer.Message.Saved(version, NowMs - beganAt, NowMs));
        }
        catch (Exception thrown)
        {
            return _checkpointer.SendAsync(new Checkpointer.Message.SaveFailed(version, thrown.Message, NowMs));
        }
    }

    private Task Carry(Monitor.Effect effect)
    {
        if (effect is Monitor.Effect.Log(var happened)) _run.Log(happened);
        return Task.CompletedTask;
    }

    private void Fail(Exception thrown) => _ = _outcome.TrySetException(thrown);
}
