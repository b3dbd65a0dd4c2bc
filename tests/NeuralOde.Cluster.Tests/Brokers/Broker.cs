using Xunit;

namespace NeuralOde.Cluster.Tests.Brokers;

/// <summary>A real broker of the tests' own, on a free port, in a folder that is removed.</summary>
public sealed class Broker : IAsyncLifetime
{
    private readonly string _folder;
    private readonly string[] _listening;

    /// <summary>One on the loopback.</summary>
    public Broker() : this(Directory.CreateTempSubdirectory("neuralode-broker-").FullName)
    {
    }

    private Broker(string folder, params string[] listening) => (_folder, _listening) = (folder, listening);

    /// <summary>The file of where servers log in.</summary>
    public string ServerFile => Path.Combine(_folder, "server.uri");

    /// <summary>Where servers log in.</summary>
    public string ServerUri => UriOf("server");

    /// <summary>Where workers log in.</summary>
    public string WorkerUri => UriOf("worker");

    /// <summary>Where whoever submits runs logs in.</summary>
    public string FollowerUri => UriOf("follower");

    /// <summary>Where a user logs in.</summary>
    public string UriOf(string user) => File.ReadAllText(Path.Combine(_folder, $"{user}.uri")).Trim();

    /// <summary>One that other hosts reach by an address of this one.</summary>
    public static Broker At(string address) => new(
        Directory.CreateTempSubdirectory("neuralode-broker-").FullName, "--bind", address, "--insecure");

    /// <summary>One that somebody else has started.</summary>
    public static Broker In(string folder) => new(folder);

    /// <summary>Ends it with signal 9 before it has written down where its streams lie, and starts it again.</summary>
    public async Task KillBeforeItKnowsItsStreams()
    {
        await BrokerScripts.Run("broker-stop", _folder, "--kill");
        foreach (var places in Directory.GetDirectories(Path.Combine(_folder, "data"), "coordination", SearchOption.AllDirectories))
        {
            Directory.Delete(places, recursive: true);
        }

        await BrokerScripts.Run("broker-start", _folder);
    }

    /// <summary>Ends it with signal 9, and starts it again.</summary>
    /// <param name="wiped">On an empty disk: queues, letters and the list of runs are gone.</param>
    public async Task KillAndStart(bool wiped = false)
    {
        await BrokerScripts.Run("broker-stop", [_folder, "--kill", .. wiped ? ["--wipe"] : (string[])[]]);
        await BrokerScripts.Run("broker-start", _folder);
    }

    /// <summary>Lets RabbitMQ's own program tell it something.</summary>
    public Task Control(params string[] command) => BrokerScripts.Run("broker-control", [_folder, .. command]);

    public async Task InitializeAsync()
    {
        if (new BrokerFactAttribute().Skip is not null) return;
        await BrokerScripts.Run("broker-start", [_folder, "--port", $"{BrokerScripts.FreePort()}", .. _listening]);
    }

    public async Task DisposeAsync()
    {
        if (new BrokerFactAttribute().Skip is null) await BrokerScripts.Run("broker-stop", _folder);
        Directory.Delete(_folder, recursive: true);
    }
}
