using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Faults;
using Xunit;

namespace NeuralOde.Cluster.Tests.Hosting;

/// <summary>Hosts with networks of their own, on one bridge with a broker: as many machines on one switch. All of it
/// is removed.</summary>
public sealed class Hosts : IAsyncLifetime
{
    private readonly string _unique = Path.GetRandomFileName()[..5];
    private readonly string _net = $"10.{Random.Shared.Next(64, 255)}.{Random.Shared.Next(255)}";
    private readonly List<string> _names = [];

    public Hosts() => Broker = Broker.At(Address);

    /// <summary>The broker, which all hosts reach.</summary>
    public Broker Broker { get; }

    private string Bridge => $"nb{_unique}";

    private string Address => $"{_net}.1";

    private static bool MayMake => new NetworkTheoryAttribute().Skip is null;

    /// <summary>Lets a node run on a host, which is made when it is named for the first time.</summary>
    public async Task<NodePlace> On(string host)
    {
        if (!_names.Contains(host))
        {
            _names.Add(host);
            await Ip($"netns add {Space(host)}");
            await Ip($"link add {Cable(host)} type veth peer name eth0 netns {Space(host)}");
            await Join(host);
            await Ip($"link set {Cable(host)} up");
            await Ip($"-n {Space(host)} addr add {_net}.{_names.Count + 1}/24 dev eth0");
            await Ip($"-n {Space(host)} link set eth0 up");
            await Ip($"-n {Space(host)} link set lo up");
        }

        return new() { Before = ["ip", "netns", "exec", Space(host)] };
    }

    /// <summary>Pulls a host's cable out of the switch.</summary>
    public Task Cut(string host) => Ip($"link set {Cable(host)} nomaster");

    /// <summary>Puts it in again.</summary>
    public Task Join(string host) => Ip($"link set {Cable(host)} master {Bridge}");

    /// <summary>Lets a host lose all that it sends to the broker, and nothing else.</summary>
    public Task Swallow(string host) => Ip($"-n {Space(host)} route add blackhole {Address}/32");

    /// <summary>Lets it through again.</summary>
    public Task Pass(string host) => Ip($"-n {Space(host)} route del blackhole {Address}/32");

    public async Task InitializeAsync()
    {
        if (!MayMake) return;
        await Ip($"link add {Bridge} type bridge");
        await Ip($"addr add {Address}/24 dev {Bridge}");
        await Ip($"link set {Bridge} up");
        await Broker.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        if (!MayMake) return;
        foreach (var host in _names) await Ip($"netns del {Space(host)}");
        await Broker.DisposeAsync();
        await Ip($"link del {Bridge}");
    }

    private string Space(string host) => $"nh{_unique}-{host}";

    private string Cable(string host) => $"nv{_unique}-{host}";

    private static Task Ip(string command) => SystemProgram.Run("ip", command.Split(' '));
}
