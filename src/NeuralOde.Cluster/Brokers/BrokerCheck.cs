using NeuralOde.Core.Values;

namespace NeuralOde.Cluster.Brokers;

/// <summary>Looks whether a broker can be used, before anything is begun.</summary>
public static class BrokerCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The address, if a broker lets us submit runs there; otherwise why not, and the mend.</summary>
    public static async Task<Result<BrokerAddress, string>> OfAsync(BrokerAddress broker)
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            var connection = await broker.Factory().CreateConnectionAsync(late.Token);

            // A virtual host that is missing shows at the first channel, and a user of another role at the first queue.
            var channel = await connection.CreateChannelAsync(cancellationToken: late.Token);
            _ = await channel.QueueDeclareAsync(
                RunQueues.TrialOf($"{Guid.NewGuid():N}"), durable: false, exclusive: true, autoDelete: true,
                cancellationToken: late.Token);
            await BrokerLoop.CloseAsync(connection);
            return broker;
        }
        catch (Exception thrown) when (BrokerLoop.IsOfBroker(thrown))
        {
            return new Result<BrokerAddress, string>.Failed(BrokerFault.Of(broker, thrown));
        }
    }
}
