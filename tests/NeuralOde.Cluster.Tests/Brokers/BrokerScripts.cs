using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Xunit;

namespace NeuralOde.Cluster.Tests.Brokers;

/// <summary>The scripts of cluster-config.</summary>
internal static class BrokerScripts
{
    private const int LowestPort = 9000, Distance = 8, Ports = 450;

    private static uint _turn = (uint)Environment.ProcessId;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs one to its end, which must be a good one.</summary>
    public static async Task Run(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(PathOf(name), arguments)
        {
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{name}: {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    /// <summary>A file of cluster-config.</summary>
    public static string PathOf(string name) => Path.Combine(Folder(), name);

    /// <summary>A port that nobody listens at, nor at those that the scripts take beside it.</summary>
    /// <remarks>None of them is one that the system lends to connections, from 32768 on: a broker that is killed and
    /// started again must find its own free.</remarks>
    public static int FreePort()
    {
        while (true)
        {
            var port = LowestPort + Distance * (int)(Interlocked.Increment(ref _turn) % Ports);
            if (new[] { port, port + 1, port + 2, port - 1303, port + 20000 }.All(IsFree)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "cluster-config");
}
