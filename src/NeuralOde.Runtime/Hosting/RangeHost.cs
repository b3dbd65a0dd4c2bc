using NeuralOde.Actors;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Runs a range server.</summary>
public sealed class RangeHost : IAsyncDisposable
{
    private static readonly TimeSpan TickTime = TimeSpan.FromSeconds(1);

    private readonly IRangeCheckpoints _checkpoints;
    private readonly IRangePost _post;
    private readonly Mailbox<RangeServer, RangeServer.State, RangeServer.Message, RangeServer.Effect> _server;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _ticks;
    private volatile bool _isDead;

    /// <summary>A range server that has no range yet.</summary>
    /// <param name="start">The server.</param>
    /// <param name="checkpoints">Where its checkpoints are kept.</param>
    /// <param name="post">Carries its letters.</param>
    /// <param name="time">The clock.</param>
    public RangeHost(RangeServer.State start, IRangeCheckpoints checkpoints, IRangePost post, TimeProvider time)
    {
        (_checkpoints, _post) = (checkpoints, post);
        _server = new(start, Carry, thrown => _ = _ended.TrySetException(thrown));
        _ticks = time.CreateTimer(
            _ => _server.Offer(new RangeServer.Message.Tick()), null, TickTime, TickTime);
    }

    /// <summary>Ends when the server was told to go and what it had is safe; faulted if the host itself
    /// failed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Hands a message to the server.</summary>
    public Task SendAsync(RangeServer.Message message) => _server.SendAsync(message);

    /// <summary>Drops the server: what it knew and did not save is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDead = true;
        await _ticks.DisposeAsync().ConfigureAwait(false);
        _server.Close();
    }

    private Task Carry(RangeServer.Effect effect)
    {
        if (_isDead) return Task.CompletedTask;
        switch (effect)
        {
            case RangeServer.Effect.Tell(var envelope):
                return _post.SendAsync(envelope);
            case RangeServer.Effect.Send(var worker, var envelope):
                return _post.SendAsync(worker, envelope);
            case RangeServer.Effect.Broadcast(var envelope):
                return _post.BroadcastAsync(envelope);
            case RangeServer.Effect.Leave:
                _ = _ended.TrySetResult();
                break;
            case RangeServer.Effect.Seek(var version):
                _ = Task.Run(() => SeekAsync(version));
                break;
            case RangeServer.Effect.Save save:
                _ = Task.Run(() => SaveAsync(save));
                break;
        }

        return Task.CompletedTask;
    }

    private Task SeekAsync(Actors.Version version) => _server.SendAsync(
        _checkpoints.Find(version).Match<RangeServer.Message>(
            found => new RangeServer.Message.Found(found),
            reason => new RangeServer.Message.NotFound(version, reason)));

    private async Task SaveAsync(RangeServer.Effect.Save save)
    {
        var version = save.Snapshot.Version;
        RangeServer.Message answer = new RangeServer.Message.Saved(version);
        try
        {
            _checkpoints.Save(save.Leader, save.Snapshot, save.Safe);
            if (save.IsLast) await _post.TellResultAsync(save.Leader, save.Snapshot).ConfigureAwait(false);
        }
        catch (Exception thrown)
        {
            answer = new RangeServer.Message.SaveFailed(version, thrown.Message);
        }

        await _server.SendAsync(answer).ConfigureAwait(false);
    }
}
