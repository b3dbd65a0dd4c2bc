using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Xunit;

namespace NeuralOde.Cluster.Tests.Brokers;

/// <summary>A real broker of the tests' own, on a free port of the loopback, in a folder that is removed.</summary>
public sealed class Broker : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("neuralode-broker-").FullName;

    /// <summary>Where servers and followers log in.</summary>
    public string ServerUri => File.ReadAllText(Path.Combine(_folder, "server.uri")).Trim();

    /// <summary>Where workers log in.</summary>
    public string WorkerUri => File.ReadAllText(Path.Combine(_folder, "worker.uri")).Trim();

    /// <summary>Ends it with signal 9, and starts it again on the same disk.</summary>
    public async Task KillAndStart()
    {
        await Script("broker-stop", _folder, "--kill");
        await Script("broker-start", _folder);
    }

    /// <summary>Lets RabbitMQ's own program tell it something.</summary>
    public Task Control(params string[] command) => Script("broker-control", [_folder, .. command]);

    public async Task InitializeAsync()
    {
        if (new BrokerFactAttribute().Skip is null) await Script("broker-start", _folder, "--port", $"{FreePort()}");
    }

    public async Task DisposeAsync()
    {
        if (new BrokerFactAttribute().Skip is null) await Script("broker-stop", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task Script(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Scripts(), name), arguments)
        {
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{name}: {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    private static string Scripts([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "cluster-config");

    // Its neighbours, port − 1303 and port + 20000, must be valid too.
    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            if (((IPEndPoint)listener.LocalEndpoint).Port is > 3000 and < 45000 and var port) return port;
        }
    }
}
