using Xunit;

namespace NeuralOde.Cluster.Tests.Brokers;

/// <summary>Three real brokers that are one cluster, in folders that are removed.</summary>
public sealed class ThreeBrokers : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neuralode-brokers-").FullName;

    /// <summary>One of them, from 1 to 3.</summary>
    public Broker this[int number] => Broker.In(Path.Combine(_folder, $"{number}"));

    public async Task InitializeAsync()
    {
        if (new BrokerFactAttribute().Skip is not null) return;
        try
        {
            await BrokerScripts.Run("brokers-three", _folder, "--port", $"{BrokerScripts.FreePort()}");
        }
        catch (Exception)
        {
            // Whoever came up must not stay.
            await BrokerScripts.Run("brokers-three", _folder, "--stop");
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        if (new BrokerFactAttribute().Skip is null) await BrokerScripts.Run("brokers-three", _folder, "--stop");
        Directory.Delete(_folder, recursive: true);
    }
}
