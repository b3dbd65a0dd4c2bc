using NeuralOde.Cluster.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace NeuralOde.Cluster.Brokers;

/// <summary>Does work over a connection, and begins it anew on another one whenever that is lost.</summary>
internal static class BrokerLoop
{
    /// <summary>How soon a silent peer is taken for lost, on both sides.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // Behind a network that swallows what is sent each attempt waits so long; the next may find it mended.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A channel whose publishing ends when the broker has the letter.</summary>
    public static CreateChannelOptions Confirmed { get; } =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    /// <summary>Ends when the work ends, or is cancelled.</summary>
    /// <param name="node">Who connects, and to which broker.</param>
    /// <param name="work">The work; its token is cancelled when the connection is lost.</param>
    /// <param name="cancellation">Ends all.</param>
    public static async Task RunAsync(
        NodeSettings node, Func<IConnection, CancellationToken, Task> work, CancellationToken cancellation)
    {
        var said = "";
        while (true)
        {
            try
            {
                await OnceAsync(node, work, cancellation);
                return;
            }
            catch (Exception lost) when (!cancellation.IsCancellationRequested && IsOfBroker(lost))
            {
                // It is tried several times a second: each reason is said once.
                var reason = lost is BrokerUnreachableException ? BrokerFault.Of(node.Broker, lost) : lost.Message;
                if (reason != said) node.Log.Lost(said = reason);
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Whether something was thrown because the broker cannot be reached, or is gone.</summary>
    public static bool IsOfBroker(Exception thrown) => thrown
        is BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException
            or OperationCanceledException or IOException or TimeoutException or PublishException;

    /// <summary>Closes a connection; a broker that does not answer in time is left alone.</summary>
    public static async Task CloseAsync(IConnection connection)
    {
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception thrown) when (IsOfBroker(thrown))
        {
            // It is of no use any more, whether both sides know it or not.
        }
    }

    private static async Task OnceAsync(
        NodeSettings node, Func<IConnection, CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var connection = await Factory(node).CreateConnectionAsync(cancellation);
        try
        {
            connection.ConnectionShutdownAsync += (_, _) => lost.CancelAsync();
            if (!connection.IsOpen) throw new AlreadyClosedException(connection.CloseReason!);
            await work(connection, lost.Token);
        }
        finally
        {
            await CloseAsync(connection);
        }
    }

    // Our own loop knows better than the client what to declare and to claim again.
    private static ConnectionFactory Factory(NodeSettings node)
    {
        var factory = node.Broker.Factory();
        factory.ClientProvidedName = node.Name;
        factory.AutomaticRecoveryEnabled = false;
        factory.TopologyRecoveryEnabled = false;
        factory.RequestedHeartbeat = Heartbeat;
        factory.RequestedConnectionTimeout = Patience;
        return factory;
    }
}
