using System.Threading.Channels;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NeuralOde.Cluster.Nodes;

/// <summary>A node: reads which runs there are, and takes part in each that is open.</summary>
/// <param name="node">What it was started with.</param>
/// <param name="role">What it is, for the log.</param>
/// <param name="take">Takes part in a run until that is over, or it is cancelled.</param>
/// <param name="reopen">Opens a run anew of which the list says nothing any more.</param>
internal sealed class Node(
    NodeSettings node, string role, Func<OpenRun, CancellationToken, Task> take,
    Func<IConnection, OpenRun, CancellationToken, Task> reopen)
{
    private const ushort LettersAhead = 100;

    private readonly Dictionary<RunId, Session> _sessions = [];

    /// <summary>Serves until it is cancelled, and then takes its leave of every run.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        node.Log.Waiting(role, node.Name, node.Broker.ToString());
        try
        {
            await BrokerLoop.RunAsync(node, ReadAsync, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // that is how it ends
        }

        await Task.WhenAll(_sessions.Values.Select(session => session.DisposeAsync().AsTask()));
    }

    private async Task ReadAsync(IConnection connection, CancellationToken lost)
    {
        var letters = Channel.CreateUnbounded<Envelope<ToNode>>();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: lost);
        var marker = new ToNode.NodeStarted($"{node.Name} {Guid.NewGuid():N}");
        await OpenRuns.AppendAsync(connection, Writer.Worker, new(new(""), new(0), marker), lost);
        await ConsumeAsync(Watched.Consumer(connection, channel, lost), letters.Writer, lost);

        // Runs that were opened and closed before must not be taken up again.
        var past = new Dictionary<RunId, RunDescription?>();
        var isPast = true;
        await foreach (var (run, _, letter) in letters.Reader.ReadAllAsync(lost))
        {
            if (letter is ToNode.RunOpened(var description)) _ = past.TryAdd(run, description);
            if (letter is ToNode.RunClosed) past[run] = null;
            if (letter == marker)
            {
                isPast = false;
                await ForgetAsync();
                foreach (var missing in Missing(past)) await reopen(connection, missing, lost);
            }

            if (isPast) continue;
            foreach (var (id, open) in past) Take(id, open);
        }
    }

    private async Task ConsumeAsync(
        AsyncEventingBasicConsumer consumer, ChannelWriter<Envelope<ToNode>> letters, CancellationToken lost)
    {
        var channel = consumer.Channel;
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            switch (WireFormat.DecodeToNode(delivery.Body.Span))
            {
                case Result<Envelope<ToNode>, WireError>.Ok({ Letter: not ToNode.NodeStarted })
                    when Intake.WriterOf(delivery) == Writer.Worker:
                    node.Log.Refused(OpenRuns.Queue, "A worker opens or closes no runs.");
                    break;
                case Result<Envelope<ToNode>, WireError>.Ok(var envelope):
                    _ = letters.TryWrite(envelope);
                    break;
                case Result<Envelope<ToNode>, WireError>.Failed(var error):
                    node.Log.Refused(OpenRuns.Queue, error);
                    break;
            }

            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, lost);
        };
        await channel.BasicQosAsync(0, LettersAhead, global: false, lost);
        _ = await channel.BasicConsumeAsync(
            OpenRuns.Queue, autoAck: false, "", noLocal: false, exclusive: false,
            new Dictionary<string, object?> { ["x-stream-offset"] = "first" }, consumer, lost);
    }

    // A run that is over here and is open in the list was opened anew, since its result was lost with the
    // broker's disk: it is taken up again.
    private async Task ForgetAsync()
    {
        foreach (var (id, over) in _sessions.Where(session => session.Value.IsOver).ToArray())
        {
            await over.DisposeAsync();
            _ = _sessions.Remove(id);
        }
    }

    // A broker may have lost its list, and made it anew, but not what else belongs to a run.
    private IEnumerable<OpenRun> Missing(Dictionary<RunId, RunDescription?> listed) =>
        _sessions.Where(session => !listed.ContainsKey(session.Key)).Select(session => session.Value.Run)
            .OfType<OpenRun>();

    private void Take(RunId id, RunDescription? open)
    {
        if (open is null)
        {
            if (_sessions.TryGetValue(id, out var over)) over.Cancel();
            return;
        }

        if (_sessions.ContainsKey(id)) return;
        switch (OpenRun.Of(id, open))
        {
            case Result<OpenRun, string>.Ok(var run):
                node.Log.Taken(id, role);
                _sessions[id] = new(
                    run, stop => take(run, stop), () => node.Log.Left(id), error => node.Log.NotTaken(id, error));
                break;
            case Result<OpenRun, string>.Failed(var reason):
                node.Log.NotTaken(id, reason);
                _sessions[id] = new(null, _ => Task.CompletedTask, () => { }, _ => { });
                break;
        }
    }

    /// <summary>The part that the node takes in one run.</summary>
    private sealed class Session : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _work;

        public Session(OpenRun? run, Func<CancellationToken, Task> work, Action left, Action<string> failed) =>
            (Run, _work) = (run, Task.Run(() => WorkAsync(work, left, failed)));

        public OpenRun? Run { get; }

        public bool IsOver => _work.IsCompleted;

        public void Cancel() => _stop.Cancel();

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _work;
            _stop.Dispose();
        }

        private async Task WorkAsync(Func<CancellationToken, Task> work, Action left, Action<string> failed)
        {
            try
            {
                await work(_stop.Token);
                left();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                left();
            }
            catch (Exception thrown)
            {
                failed(thrown.Message);
            }
        }
    }
}
