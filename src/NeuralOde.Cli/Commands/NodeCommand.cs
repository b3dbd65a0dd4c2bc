using System.CommandLine;
using NeuralOde.Cli.Clusters;
using NeuralOde.Cluster.Brokers;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode node</c>.</summary>
internal static class NodeCommand
{
    private static readonly Option<string> Role = new("--role")
    {
        Description = "What the node does: server leads runs, worker solves.",
        HelpName = "ROLE",
        Required = true,
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "Letters, digits and dashes; keep it when the node is started again.",
        HelpName = "NAME",
    };

    private static readonly Option<string> DataRoot = new("--data-root")
    {
        Description = "The one folder of which data files are read.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    // For nodes that a command started: they must not outlive it.
    private static readonly Option<string> Logging = new("--logging")
    {
        Description = "File that says how the log is written, such as cluster-config/logging.json.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> UntilInputEnds = new("--until-input-ends") { Hidden = true };

    // For measurements with more workers than cores.
    private static readonly Option<double> WaitMs = new("--wait-ms") { Hidden = true };

    private static readonly Option<double> PaceMs = new("--pace-ms") { Hidden = true };

    public static Verb Create() => new Verb(
        "node",
        "Serves a cluster until it is told to go: takes part in every run of a broker.",
        "neuralode node --role server --broker server.uri --data-root DATA",
        "neuralode node --role worker --broker worker.uri --tls CERTIFICATES --data-root DATA --name left")
    {
        Role.AcceptOnlyFromAmong(NodeRun.Server, NodeRun.Worker),
        ClusterOptions.Broker,
        ClusterOptions.Tls,
        DataRoot,
        Name,
        RunOptions.Out,
        RunOptions.Threads,
        Logging,
        UntilInputEnds,
        WaitMs,
        PaceMs,
    }.Does(parsed => ClusterOptions.BrokerOf(parsed, ClusterOptions.Broker, parsed.GetValue(Role)!).Match(
        broker => NodeRun.Run(new()
        {
            Role = parsed.GetValue(Role)!,
            Broker = broker ?? BrokerAddress.OfThisMachine,
            Name = parsed.GetValue(Name) ?? "",
            DataRoot = parsed.GetValue(DataRoot)!,
            Out = parsed.GetValue(RunOptions.Out) ?? "",
            Threads = parsed.GetValue(RunOptions.Threads),
            Logging = parsed.GetValue(Logging) ?? "",
            UntilInputEnds = parsed.GetValue(UntilInputEnds),
            WaitMs = parsed.GetValue(WaitMs),
            PaceMs = parsed.GetValue(PaceMs),
        }),
        failure => Task.FromResult<Core.Values.Result<ExitCode, Failure>>(failure)));
}
