using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Xunit;

namespace NeuralOde.Cluster.Tests.Brokers;

/// <summary>The scripts of cluster-config.</summary>
internal static class BrokerScripts
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs one to its end, which must be a good one.</summary>
    public static async Task Run(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Folder(), name), arguments)
        {
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{name}: {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    /// <summary>A port that nobody listens at; its neighbours, port − 1303 and port + 20000, are valid too.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            if (((IPEndPoint)listener.LocalEndpoint).Port is > 3000 and < 45000 and var port) return port;
        }
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "cluster-config");
}
