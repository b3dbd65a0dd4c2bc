using System.Globalization;
using NeuralOde.Cli.Bench.Clusters;
using NeuralOde.Cli.Consoles;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Cluster.Serving;
using NeuralOde.Cluster.Working;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Logging;
using Serilog.Core;
using Serilog.Events;

namespace NeuralOde.Cli.Clusters;

/// <summary>Runs a node until it is told to go.</summary>
internal static class NodeRun
{
    /// <summary>The role of a node that leads runs.</summary>
    public const string Server = BrokerUser.Server;

    /// <summary>The role of a node that solves.</summary>
    public const string Worker = BrokerUser.Worker;

    private static readonly string Nodes = Path.Combine(".artifacts", "nodes");

    /// <summary>Serves until a signal comes; SIGTERM is the usual way to end a node, so it is no failure.</summary>
    public static Task<Result<ExitCode, Failure>> Run(NodeRequest request)
    {
        var name = request.Name.Length > 0 ? request.Name : NameOf(request.Role);
        var folder = request.Out.Length > 0 ? request.Out : Path.Combine(Nodes, name);
        return RunFolder.Open(folder).MapError(Failure.Data).Match(
            opened => LogOf(request, name, opened).Match(
                log => Serve(request, name, (opened, log)),
                failure => Task.FromResult<Result<ExitCode, Failure>>(failure)),
            failure => Task.FromResult<Result<ExitCode, Failure>>(failure));
    }

    private static async Task<Result<ExitCode, Failure>> Serve(
        NodeRequest request, string name, (RunFolder Folder, Logger Log) opened)
    {
        using var folder = opened.Folder;
        using var log = opened.Log;
        using var interruption = new Interruption("Leaving; once more ends at once.");
        var node = new NodeSettings
        {
            Broker = request.Broker,
            Name = name,
            DataRoot = request.DataRoot,
            Out = folder.FullPath,
            Threads = request.Threads,
            Log = new(log),
        };
        if (request.WaitMs > 0)
        {
            node = node with { Solver = (outline, _) => () => new PacedSolver(new ZeroSolver(outline.Plan), request.WaitMs) };
        }

        if (request.PaceMs > 0)
        {
            node = node with { Solver = (_, solver) => () => new PacedSolver(solver(), request.PaceMs) };
        }

        using var leave = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
        if (request.UntilInputEnds) _ = Task.Run(() => LeaveAtEndOfInput(leave), CancellationToken.None);
        await (request.Role == Server
            ? ServerNode.RunAsync(node, leave.Token)
            : WorkerNode.RunAsync(node, leave.Token)).ConfigureAwait(false);
        return interruption.CodeOr(ExitCode.Done) is ExitCode.Interrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static Result<Logger, Failure> LogOf(NodeRequest request, string name, RunFolder folder)
    {
        if (request.Logging.Length == 0)
        {
            return RunLog.Open(RunLog.NoRun, name, folder.FullPath, LogEventLevel.Information);
        }

        try
        {
            return RunLog.Configured(RunLog.NoRun, name, request.Logging);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or InvalidOperationException)
        {
            folder.Dispose();
            return Failure.Usage(
                $"--logging {request.Logging}: {failure.Message} Begin with a copy of cluster-config/logging.json.");
        }
    }

    private static void LeaveAtEndOfInput(CancellationTokenSource leave)
    {
        while (Console.In.Read() >= 0)
        {
        }

        leave.Cancel();
    }

    private static string NameOf(string role)
    {
        var machine = new string([.. Environment.MachineName.Where(char.IsAsciiLetterOrDigit)]);
        return string.Create(CultureInfo.InvariantCulture, $"{role}-{machine}-{Environment.ProcessId}");
    }
}
