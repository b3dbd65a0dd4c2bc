using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Clusters;

/// <summary>A broker on this machine for one run, in a folder that is removed after it.</summary>
internal sealed class LocalBroker : IAsyncDisposable
{
    // From 32768 on the system lends ports to connections: one that is free now need not be when the broker comes up.
    private const int LowestPort = 4000, Distance = 8, Ports = 500;

    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "cluster-config");

    private readonly string _folder;

    private LocalBroker(string folder) => _folder = folder;

    /// <summary>Where its nodes log in.</summary>
    public BrokerAddress Address => BrokerAddress.ParseOrRead(Path.Combine(_folder, "server.uri"))
        .Match(address => address, error => throw new InvalidDataException(error));

    /// <summary>Starts it by the script of cluster-config, which says what is missing where it cannot.</summary>
    public static async Task<Result<LocalBroker, Failure>> StartAsync()
    {
        var broker = new LocalBroker(Directory.CreateTempSubdirectory("neuralode-broker-").FullName);
        var (exitCode, output, error) = await Run("broker-start", broker._folder, "--port", $"{FreePort()}")
            .ConfigureAwait(false);
        Console.Error.Write(output.Split('\n')[0] + "\n");
        if (exitCode == 0) return broker;
        Directory.Delete(broker._folder, recursive: true);
        return Failure.Data(error.TrimEnd());
    }

    public async ValueTask DisposeAsync()
    {
        _ = await Run("broker-stop", _folder).ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(int ExitCode, string Output, string Error)> Run(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Scripts, script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().ConfigureAwait(false);
        return (process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
    }

    /// <summary>A port that is free, as are the two that the script takes beside it.</summary>
    /// <remarks>Two programs that look at the same time begin at different ones.</remarks>
    private static int FreePort() => Enumerable.Range(0, Ports)
        .Select(turn => LowestPort + Distance * ((Environment.ProcessId + turn) % Ports))
        .FirstOrDefault(port => new[] { port, port - 1303, port + 20000 }.All(IsFree));

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
}
