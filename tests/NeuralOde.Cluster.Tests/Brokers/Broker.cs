using Xunit;

namespace NeuralOde.Cluster.Tests.Brokers;

/// <summary>A real broker of the tests' own, on a free port of the loopback, in a folder that is removed.</summary>
public sealed class Broker : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neuralode-broker-").FullName;

    /// <summary>The file of where servers and followers log in.</summary>
    public string ServerFile => Path.Combine(_folder, "server.uri");

    /// <summary>Where servers and followers log in.</summary>
    public string ServerUri => File.ReadAllText(ServerFile).Trim();

    /// <summary>Where workers log in.</summary>
    public string WorkerUri => File.ReadAllText(Path.Combine(_folder, "worker.uri")).Trim();

    /// <summary>Ends it with signal 9, and starts it again on the same disk.</summary>
    public async Task KillAndStart()
    {
        await BrokerScripts.Run("broker-stop", _folder, "--kill");
        await BrokerScripts.Run("broker-start", _folder);
    }

    /// <summary>Lets RabbitMQ's own program tell it something.</summary>
    public Task Control(params string[] command) => BrokerScripts.Run("broker-control", [_folder, .. command]);

    public async Task InitializeAsync()
    {
        if (new BrokerFactAttribute().Skip is null) await BrokerScripts.Run("broker-start", _folder, "--port", $"{BrokerScripts.FreePort()}");
    }

    public async Task DisposeAsync()
    {
        if (new BrokerFactAttribute().Skip is null) await BrokerScripts.Run("broker-stop", _folder);
        Directory.Delete(_folder, recursive: true);
    }
}
