using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using NeuralOde.Actors.Work;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NeuralOde.Cluster.Working;

/// <summary>The part of a worker node in one run. The worker outlives its connections: what it solved while
/// there was none is sent when there is one again.</summary>
/// <param name="node">The node.</param>
/// <param name="run">The run.</param>
/// <param name="slots">A place for each solve at the same time, for all runs of the node.</param>
internal sealed class WorkerSession(NodeSettings node, OpenRun run, SemaphoreSlim slots)
{
    private readonly WorkerId _id = new(node.Name);
    private readonly RunQueues _queues = RunQueues.Of(run);
    private readonly WorkerPost _post = new(RunQueues.Of(run), node.Log);
    private int _hasBegun;

    /// <summary>Ends when the run is over, or after the worker took its leave.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var host = new WorkerHost(Job(), _post);
        using var over = new CancellationTokenSource();
        var connected = BrokerLoop.RunAsync(node, (connection, lost) => WorkAsync(connection, host, lost), over.Token);
        try
        {
            await using var leaves = cancellation
                .Register(() => _ = host.SendAsync(new ShardWorker.Message.LeaveRequested()));
            await host.Ended;
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)connected).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private WorkerJob Job()
    {
        var job = new WorkerSeat(_id, node.DataRoot, node.Threads, slots).JobIn(run);
        return job with
        {
            Solver = node.Solver(run.Outline, job.Solver),
            Complain = node.Log.NotWanted,
            Begun = Note,
        };
    }

    private void Note(WorkUnit unit)
    {
        if (Interlocked.Exchange(ref _hasBegun, 1) == 0) node.Log.Begun(run.Id, unit);
    }

    private async Task WorkAsync(IConnection connection, WorkerHost host, CancellationToken lost)
    {
        var letters = await connection.CreateChannelAsync(cancellationToken: lost);
        var theta = await connection.CreateChannelAsync(cancellationToken: lost);
        await _queues.DeclareAsync(letters, _id, lost);
        foreach (var queue in _queues.Servers.Select(server => _queues.ThetaOf(_id, server)))
        {
            var consumer = Watched.Consumer(connection, theta, lost);
            await ConsumeAsync(consumer, queue, (envelope, tag) => AckAsync(theta, tag, lost), host, lost);
        }

        await ConsumeAsync(
            Watched.Consumer(connection, letters, lost),
            _queues.Worker(_id),
            (envelope, tag) => envelope.Letter is ToWorker.SolveNode(var unit, _)
                ? _post.Owe(unit, () => AckAsync(letters, tag, lost))
                : AckAsync(letters, tag, lost),
            host, lost);
        await _post.OpenAsync(connection, lost);
        await host.SendAsync(new ShardWorker.Message.Tick());
        await Task.Delay(Timeout.Infinite, lost);
    }

    private async Task ConsumeAsync(
        AsyncEventingBasicConsumer consumer, string queue, Func<Envelope<ToWorker>, ulong, Task> taken,
        WorkerHost host, CancellationToken lost)
    {
        var channel = consumer.Channel;
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            switch (WireFormat.DecodeToWorker(delivery.Body.Span))
            {
                case Result<Envelope<ToWorker>, WireError>.Ok(var envelope):
                    await taken(envelope, delivery.DeliveryTag);
                    await host.SendAsync(new ShardWorker.Message.Arrived(envelope));
                    break;
                case Result<Envelope<ToWorker>, WireError>.Failed(var error):
                    node.Log.Refused(queue, error);
                    await AckAsync(channel, delivery.DeliveryTag, lost);
                    break;
            }
        };
        _ = await channel.BasicConsumeAsync(queue, autoAck: false, consumer, lost);
    }

    private static Task AckAsync(IChannel channel, ulong tag, CancellationToken lost) =>
        channel.BasicAckAsync(tag, multiple: false, lost).AsTask();
}
