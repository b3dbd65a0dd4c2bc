using System.Collections.Concurrent;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using NeuralOde.Actors.Work;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Runtime.Hosting;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Working;

/// <summary>Carries a worker's letters over the broker. Answers are kept until the broker has them, and a unit
/// is acknowledged only then: so a worker that dies gives back what it had in hand.</summary>
internal sealed class WorkerPost(RunQueues queues, NodeLog log) : IWorkerPost
{
    private readonly ConcurrentDictionary<WorkUnit, byte[]> _unconfirmed = new();
    private readonly ConcurrentDictionary<WorkUnit, Func<Task>> _owed = new();
    private volatile IChannel? _channel;

    /// <summary>Notes how a unit is acknowledged when it is answered.</summary>
    public Task Owe(WorkUnit unit, Func<Task> acknowledge)
    {
        _owed[unit] = acknowledge;
        return Task.CompletedTask;
    }

    /// <summary>Sends over this connection from now on, first what an older one did not bring away.</summary>
    public async Task OpenAsync(IConnection connection, CancellationToken lost)
    {
        _channel = await Watched.ChannelAsync(connection, BrokerLoop.Confirmed, lost);
        foreach (var (unit, body) in _unconfirmed) _ = AnswerAsync(unit, body);
    }

    /// <inheritdoc/>
    public Task SendAsync(Envelope<ToServer> envelope)
    {
        var body = WireFormat.Encode(envelope);
        switch (envelope.Letter)
        {
            case ToServer.NodeDone(_, var unit, _, _, _):
                _ = AnswerAsync(unit, body);
                return Task.CompletedTask;
            case ToServer.NodeFailed(_, var unit, _):
                _ = AnswerAsync(unit, body);
                return Task.CompletedTask;
            case ToServer.WorkerLeaving:
                return PublishAsync(queues.Server, body);
            default:
                _ = PublishAsync(queues.Server, body);
                return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public Task SendAsync(int server, Envelope<ToRange> envelope)
    {
        _ = PublishAsync(queues.MailOf(server), WireFormat.Encode(envelope));
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(WorkUnit unit, byte[] body)
    {
        _unconfirmed[unit] = body;
        if (!await PublishAsync(queues.Server, body)) return;
        _ = _unconfirmed.TryRemove(unit, out _);
        foreach (var owed in _owed.Keys.Where(owed => owed == unit || unit.Version.IsNewerThan(owed.Version)))
        {
            if (_owed.TryRemove(owed, out var acknowledge)) _ = await TryAsync(acknowledge);
        }
    }

    private Task<bool> PublishAsync(string queue, byte[] body) => _channel is not { IsOpen: true } channel
        ? Task.FromResult(false)
        : TryAsync(() => channel.BasicPublishAsync(Intake.OfWorkers, queue, mandatory: false, body).AsTask());

    private async Task<bool> TryAsync(Func<Task> carry)
    {
        try
        {
            await carry();
            return true;
        }
        catch (Exception thrown) when (BrokerLoop.IsOfBroker(thrown))
        {
            log.Lost(thrown.Message);
            return false;
        }
    }
}
