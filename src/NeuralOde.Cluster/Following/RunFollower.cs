using System.Threading.Channels;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Wire;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Core.Values;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NeuralOde.Cluster.Following;

/// <summary>Submits a run to a cluster, and follows it to its end.</summary>
/// <param name="node">Who follows.</param>
/// <param name="run">The run.</param>
/// <param name="description">What it is.</param>
public sealed class RunFollower(NodeSettings node, RunId run, RunDescription description)
{
    private readonly RunQueues _queues = new(run, description.Servers);
    private readonly TaskCompletionSource<FollowedResult> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IChannel? _channel;

    /// <summary>Ends when the run has ended.</summary>
    /// <param name="progress">Is told what happens, in order, by one thread at a time.</param>
    /// <param name="stop">Asks the server to stop after the last complete version.</param>
    public async Task<FollowedResult> RunAsync(IProgress<TrainingEvent> progress, CancellationToken stop)
    {
        using var over = new CancellationTokenSource();
        await using var asks = stop.Register(() => _ = AskToStopAsync());
        var following = BrokerLoop.RunAsync(
            node, (connection, lost) => FollowAsync(connection, progress, stop, lost), over.Token);
        var first = await Task.WhenAny(following, _result.Task);
        if (first == following) await following;
        return await _result.Task;
    }

    private async Task FollowAsync(
        IConnection connection, IProgress<TrainingEvent> progress, CancellationToken stop, CancellationToken lost)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: lost);
        await _queues.DeclareAsync(channel, lost);
        foreach (var server in _queues.Servers)
        {
            await Baton.EnsureAsync(connection, _queues.BatonOf(server), new(0), lost);
        }

        await OpenRuns.AppendAsync(connection, new(run, new(0), new ToNode.RunOpened(description)), lost);
        var letters = Channel.CreateUnbounded<Envelope<ToFollower>>();
        await ConsumeAsync(channel, letters.Writer, lost);
        _channel = channel;
        if (stop.IsCancellationRequested) await AskToStopAsync();
        await ReadAsync(letters.Reader, progress, lost);
        _ = await channel.QueueDeleteAsync(_queues.Follower, cancellationToken: lost);
    }

    private async Task ReadAsync(
        ChannelReader<Envelope<ToFollower>> letters, IProgress<TrainingEvent> progress, CancellationToken lost)
    {
        var pieces = new ResultPieces();
        await foreach (var (_, fence, letter) in letters.ReadAllAsync(lost))
        {
            if (letter is ToFollower.Happened(var happened)) progress.Report(happened);
            if (pieces.Add(fence, letter) is not { } result) continue;
            _ = _result.TrySetResult(result);
            return;
        }
    }

    private async Task ConsumeAsync(
        IChannel channel, ChannelWriter<Envelope<ToFollower>> letters, CancellationToken lost)
    {
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            switch (WireFormat.DecodeToFollower(delivery.Body.Span))
            {
                case Result<Envelope<ToFollower>, WireError>.Ok(var envelope):
                    _ = letters.TryWrite(envelope);
                    break;
                case Result<Envelope<ToFollower>, WireError>.Failed(var error):
                    node.Log.Refused(_queues.Follower, error);
                    break;
            }

            return Task.CompletedTask;
        };
        _ = await channel.BasicConsumeAsync(_queues.Follower, autoAck: true, consumer, lost);
    }

    private async Task AskToStopAsync()
    {
        if (_channel is not { IsOpen: true } channel) return;
        var letter = new ToServer.StopWanted(new(new(node.Name), new(0)));
        await channel.BasicPublishAsync(
            "", _queues.Server, mandatory: false, WireFormat.Encode(new Envelope<ToServer>(run, new(0), letter)));
    }
}

/// <summary>How a run ended that somebody followed.</summary>
/// <param name="Ending">Why it ended.</param>
/// <param name="Checkpoints">Its last checkpoint, as files hold it: one for each server.</param>
public sealed record FollowedResult(Ending Ending, IReadOnlyList<ValueArray<byte>> Checkpoints);
