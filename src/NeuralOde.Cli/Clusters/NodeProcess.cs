using System.Diagnostics;
using NeuralOde.Cli.Commands;
using NeuralOde.Cluster.Brokers;

namespace NeuralOde.Cli.Clusters;

/// <summary>A node that this program started as a process of its own.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    /// <summary>Its id, for whoever wants to send it a signal.</summary>
    public int Id => _process.Id;

    /// <summary>What it ended with.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Ends when it has ended, or nobody waits any more.</summary>
    public async Task Ended(CancellationToken cancellation) =>
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Starts this program again as a node that does not outlive it. Its log goes where nobody reads it:
    /// the node writes the same to its file.</summary>
    /// <param name="broker">The broker; its address holds a password, so it does not stand in the arguments, which
    /// every user of the machine can read.</param>
    /// <param name="options">What else the node is told.</param>
    public static NodeProcess Start(BrokerAddress broker, params string[] options)
    {
        string[] certificates = broker.Certificates is { } shown ? ["--tls", shown.Folder] : [];
        string[] arguments = ["node", "--until-input-ends", .. certificates, .. options];
        var host = Environment.ProcessPath!;
        var program = Environment.GetCommandLineArgs()[0];
        var isOwnHost = !Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var process = Process.Start(new ProcessStartInfo(host, isOwnHost ? arguments : [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [ClusterOptions.Variable] = broker.Whole },
        })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new(process);
    }

    /// <summary>Lets it take its leave, and ends it when it takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        using var process = _process;
        if (process.HasExited) return;
        Terminate(process.Id);
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
    }

    private static void Terminate(int id)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{id}"]);
        kill.WaitForExit();
    }
}
