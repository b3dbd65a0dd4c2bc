using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Faults;
using NeuralOde.TestKit.Hosting;
using Xunit;

namespace NeuralOde.Cluster.Tests.Hosting;

/// <summary>Hosts on one switch with a broker, which all of them reach.</summary>
public sealed class Hosts : IAsyncLifetime
{
    private readonly Network _network = new();

    public Hosts() => Broker = Broker.At(_network.Address);

    /// <summary>The broker.</summary>
    public Broker Broker { get; }

    private static bool MayMake => new NetworkTheoryAttribute().Skip is null;

    /// <summary>Lets a node run on a host, which is made when it is named for the first time.</summary>
    public async Task<NodePlace> On(string host) => new() { Before = await _network.On(host) };

    /// <summary>Pulls a host's cable out of the switch.</summary>
    public Task Cut(string host) => _network.Cut(host);

    /// <summary>Puts it in again.</summary>
    public Task Join(string host) => _network.Join(host);

    /// <summary>Lets a host lose all that it sends to the broker, and nothing else.</summary>
    public Task Swallow(string host) => _network.Swallow(host);

    /// <summary>Lets it through again.</summary>
    public Task Pass(string host) => _network.Pass(host);

    public async Task InitializeAsync()
    {
        if (!MayMake) return;
        await _network.Open();
        await Broker.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        if (!MayMake) return;
        await Broker.DisposeAsync();
        await _network.Close();
    }
}
