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
using RabbitMQ.Client.Exceptions;

namespace NeuralOde.Cluster.Following;

/// <summary>Submits a run to a cluster, and follows it to its end.</summary>
/// <param name="node">Who follows.</param>
/// <param name="run">The run.</param>
/// <param name="description">What it is.</param>
public sealed class RunFollower(NodeSettings node, RunId run, RunDescription description)
{
    private const ushort LettersAhead = 256;

    // So long it is waited for an answer to the wish to stop: of a server that told of the run, which may have to save
    // much, and of none.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceWithNobody = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(100);

    // So long the result waits for the list of runs to say that the run is over.
    private static readonly TimeSpan PatienceWithList = TimeSpan.FromSeconds(5);

    private readonly RunQueues _queues = new(run, description.Servers);
    private readonly ResultPieces _pieces = new(description.Servers);
    private readonly TaskCompletionSource<FollowedResult> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IConnection? _connection;
    private long _heard;

    /// <summary>Ends when the run has ended.</summary>
    /// <param name="progress">Is told what happens, in order, by one thread at a time.</param>
    /// <param name="stop">Asks the server to stop after the last complete version.</param>
    /// <exception cref="NobodyAnswersException">It was asked to stop, and no server answered in time.</exception>
    public async Task<FollowedResult> RunAsync(IProgress<TrainingEvent> progress, CancellationToken stop)
    {
        using var over = new CancellationTokenSource();
        var following = BrokerLoop.RunAsync(
            node, (connection, lost) => FollowAsync(connection, progress, stop, lost), over.Token);
        var silence = SilenceAsync(stop, over.Token);
        var first = await Task.WhenAny(following, _result.Task, silence);
        if (first != _result.Task) await first;
        if (first == silence)
        {
            var isTaken = Volatile.Read(ref _heard) > 0;
            if (!isTaken) await TakeBackAsync(over.Token);
            await over.CancelAsync();
            throw new NobodyAnswersException(
                isTaken
                    ? $"The servers at {node.Broker} are silent since they were asked to stop: their checkpoints stay."
                    : $"No server of {node.Broker} has taken the run, and it was taken back. Start one with neuralode "
                        + "node --role server.");
        }

        var result = await _result.Task;
        _ = await Task.WhenAny(following, Task.Delay(PatienceWithList, over.Token));
        await over.CancelAsync();
        return result;
    }

    // Ends when nobody has told anything for long after the wish to stop.
    private async Task SilenceAsync(CancellationToken stop, CancellationToken over)
    {
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        long before;
        do
        {
            before = Volatile.Read(ref _heard);
            await Task.Delay(before > 0 ? Patience : PatienceWithNobody, over);
        }
        while (Volatile.Read(ref _heard) != before);
    }

    private async Task FollowAsync(
        IConnection connection, IProgress<TrainingEvent> progress, CancellationToken stop, CancellationToken lost)
    {
        if (_result.Task.IsCompleted)
        {
            await CloseAsync(connection, lost);
            return;
        }

        // A broker that was killed may have lost the list. A run that is listed twice is taken once.
        await OpenRuns.AppendAsync(
            connection, Writer.Follower, new(run, new(0), new ToNode.RunOpened(description)), lost);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: lost);
        await _queues.DeclareFollowerAsync(channel, lost);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(lost);
        var letters = Channel.CreateUnbounded<(Envelope<ToFollower> Envelope, ulong Tag)>();
        await ConsumeAsync(Watched.Consumer(connection, channel, over.Token), letters.Writer, lost);
        _connection = connection;
        _ = AskToStopAsync(connection, stop, over.Token);
        await foreach (var ((_, fence, letter), tag) in letters.Reader.ReadAllAsync(lost))
        {
            if (HasRead(fence, letter, progress)) break;
            await channel.BasicAckAsync(tag, multiple: false, lost);
        }

        await over.CancelAsync();
        await CloseAsync(connection, lost);
    }

    // The server does so too; but it may have died since it gave the result, and nodes that come later would take the
    // run up again.
    private async Task CloseAsync(IConnection connection, CancellationToken lost)
    {
        await OpenRuns.AppendAsync(connection, Writer.Follower, new(run, new(0), new ToNode.RunClosed()), lost);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: lost);
        _ = await channel.QueueDeleteAsync(_queues.Follower, cancellationToken: lost);
    }

    // Nodes that come later would take up a run that nobody waits for any more.
    private async Task TakeBackAsync(CancellationToken over)
    {
        if (_connection is not { IsOpen: true } connection) return;
        try
        {
            await CloseAsync(connection, over);
        }
        catch (Exception thrown) when (BrokerLoop.IsOfBroker(thrown))
        {
            node.Log.Lost(thrown.Message);
        }
    }

    // A letter is acknowledged when it was read, and pieces of the result outlive the connection that brought
    // them: so none of it is lost with a connection. True when the result is whole.
    private bool HasRead(Fence fence, ToFollower letter, IProgress<TrainingEvent> progress)
    {
        _ = Interlocked.Increment(ref _heard);
        if (letter is ToFollower.Happened(var happened)) progress.Report(happened);
        return _pieces.Add(fence, letter) is { } result && _result.TrySetResult(result);
    }

    private async Task ConsumeAsync(
        AsyncEventingBasicConsumer consumer, ChannelWriter<(Envelope<ToFollower> Envelope, ulong Tag)> letters,
        CancellationToken lost)
    {
        var channel = consumer.Channel;
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            switch (WireFormat.DecodeToFollower(delivery.Body.Span))
            {
                case Result<Envelope<ToFollower>, WireError>.Ok(var envelope):
                    _ = letters.TryWrite((envelope, delivery.DeliveryTag));
                    break;
                case Result<Envelope<ToFollower>, WireError>.Failed(var error):
                    node.Log.Refused(_queues.Follower, error);
                    await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, lost);
                    break;
            }
        };
        await channel.BasicQosAsync(0, LettersAhead, global: false, lost);
        _ = await channel.BasicConsumeAsync(_queues.Follower, autoAck: false, consumer, lost);
    }

    // Once that is wanted. The server's mailbox is not there before a server has taken the run.
    private async Task AskToStopAsync(IConnection connection, CancellationToken stop, CancellationToken over)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, over);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var letter = new ToServer.StopWanted(new(new(node.Name), new(0)));
        var bytes = WireFormat.Encode(new Envelope<ToServer>(run, new(0), letter));
        try
        {
            await using var channel = await connection.CreateChannelAsync(BrokerLoop.Confirmed, over);
            while (!await IsBroughtAsync()) await Task.Delay(AskAgain, over);

            async Task<bool> IsBroughtAsync()
            {
                try
                {
                    await channel.BasicPublishAsync(
                        Intake.OfFollowers, _queues.Server, mandatory: true, new BasicProperties(), bytes, over);
                    return true;
                }
                catch (PublishException returned) when (returned.IsReturn)
                {
                    return false;
                }
            }
        }
        catch (Exception thrown) when (BrokerLoop.IsOfBroker(thrown))
        {
            // With the next connection it is asked anew.
        }
    }
}

/// <summary>How a run ended that somebody followed.</summary>
/// <param name="Ending">Why it ended.</param>
/// <param name="Checkpoints">Its last checkpoint, as files hold it: one for each server.</param>
public sealed record FollowedResult(Ending Ending, IReadOnlyList<ValueArray<byte>> Checkpoints);

/// <summary>A run was to be stopped, and no server answered.</summary>
public sealed class NobodyAnswersException(string message) : Exception(message);
