using System.Globalization;
using Xunit;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>A theory that needs a broker, and root and <c>ip</c> to make hosts and cut the network between
/// them.</summary>
public sealed class NetworkTheoryAttribute : TheoryAttribute
{
    private const int Administers = 12;

    public NetworkTheoryAttribute() => Skip = new RootFactAttribute().Skip
        ?? (new[] { "/usr/sbin/ip", "/sbin/ip" }.Any(File.Exists)
            ? null
            : "ip is not installed: apt-get install -y --no-install-recommends iproute2")
        ?? (MayMakeNetworks ? null : "This needs the right to administer networks, which root has not got here.");

    // A container may have a root without it.
    private static bool MayMakeNetworks => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("CapEff:", StringComparison.Ordinal))
        .Select(line => ulong.Parse(line.Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        .Any(rights => (rights >> Administers & 1) == 1);
}
