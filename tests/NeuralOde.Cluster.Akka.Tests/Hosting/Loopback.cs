using System.Net;
using System.Net.Sockets;

namespace NeuralOde.Cluster.Akka.Tests.Hosting;

/// <summary>Places for nodes on this machine.</summary>
internal static class Loopback
{
    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
