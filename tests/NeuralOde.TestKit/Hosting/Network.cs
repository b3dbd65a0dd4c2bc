using System.Diagnostics;
using System.Globalization;

namespace NeuralOde.TestKit.Hosting;

/// <summary>Hosts with networks of their own, on one bridge: as many machines on one switch.</summary>
public sealed class Network
{
    private const int Administers = 12;

    private readonly string _unique = Path.GetRandomFileName()[..5];
    private readonly string _net = $"10.{Random.Shared.Next(64, 255)}.{Random.Shared.Next(255)}";
    private readonly List<string> _names = [];

    /// <summary>Why none can be made here; null where it can.</summary>
    public static string? Obstacle =>
        !Environment.IsPrivilegedProcess ? "Only root makes networks."
        : !new[] { "/usr/sbin/ip", "/sbin/ip" }.Any(File.Exists)
            ? "ip is not installed: apt-get install -y --no-install-recommends iproute2"
        : MayMake ? null
        : "This needs the right to administer networks, which root has not got here.";

    /// <summary>The address of this process on the switch.</summary>
    public string Address => $"{_net}.1";

    private string Bridge => $"nb{_unique}";

    // A container may have a root without it.
    private static bool MayMake => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("CapEff:", StringComparison.Ordinal))
        .Select(line => ulong.Parse(line.Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        .Any(rights => (rights >> Administers & 1) == 1);

    /// <summary>Makes the switch.</summary>
    public async Task Open()
    {
        await Ip($"link add {Bridge} type bridge");
        await Ip($"addr add {Address}/24 dev {Bridge}");
        await Ip($"link set {Bridge} up");
    }

    /// <summary>Makes a host where it is named for the first time.</summary>
    /// <returns>The command that runs the command behind it there.</returns>
    public async Task<IReadOnlyList<string>> On(string host)
    {
        if (!_names.Contains(host))
        {
            _names.Add(host);
            await Ip($"netns add {Space(host)}");
            await Ip($"link add {Cable(host)} type veth peer name eth0 netns {Space(host)}");
            await Join(host);
            await Ip($"link set {Cable(host)} up");
            await Ip($"-n {Space(host)} addr add {AddressOf(host)}/24 dev eth0");
            await Ip($"-n {Space(host)} link set eth0 up");
            await Ip($"-n {Space(host)} link set lo up");
        }

        return ["ip", "netns", "exec", Space(host)];
    }

    /// <summary>The address of a host on the switch.</summary>
    public string AddressOf(string host) => $"{_net}.{_names.IndexOf(host) + 2}";

    /// <summary>Pulls a host's cable out of the switch.</summary>
    public Task Cut(string host) => Ip($"link set {Cable(host)} nomaster");

    /// <summary>Puts it in again.</summary>
    public Task Join(string host) => Ip($"link set {Cable(host)} master {Bridge}");

    /// <summary>Lets a host lose all that it sends to this process, and nothing else.</summary>
    public Task Swallow(string host) => Ip($"-n {Space(host)} route add blackhole {Address}/32");

    /// <summary>Lets it through again.</summary>
    public Task Pass(string host) => Ip($"-n {Space(host)} route del blackhole {Address}/32");

    /// <summary>Removes all of it.</summary>
    public async Task Close()
    {
        foreach (var host in _names) await Ip($"netns del {Space(host)}");
        await Ip($"link del {Bridge}");
    }

    private string Space(string host) => $"nh{_unique}-{host}";

    private string Cable(string host) => $"nv{_unique}-{host}";

    private static async Task Ip(string command)
    {
        using var process = Process.Start("ip", command.Split(' '));
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"ip {command} ended with {process.ExitCode}");
    }
}
