using System.CommandLine;
using System.Globalization;
using NeuralOde.Cli.Clusters;
using NeuralOde.Cli.Runs;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode cluster</c>.</summary>
internal static class ClusterCommand
{
    private static readonly Argument<string> Experiment = new("EXPERIMENT")
    {
        Description = "Experiment file, or a built-in one.",
    };

    private static readonly Option<int> Workers = new("--workers")
    {
        Description = "The number of worker processes.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number)
                    && number is < 1 or > 64)
                {
                    result.AddError($"--workers {token.Value}: expected a whole number from 1 to 64.");
                }
            },
        },
    };

    private static readonly Option<string> Broker = new("--broker")
    {
        Description = "Address of a broker that listens, or a file that holds it, such as server.uri of the broker's folder: "
            + "then each role logs in with its own file beside it; otherwise what "
            + $"{ClusterOptions.Variable} says, otherwise a broker is started for this run.",
        HelpName = "URI|FILE",
    };

    public static Verb Create() =>
        new("cluster", "Many processes that train together.", "neuralode cluster start --workers 2 spiral") { Start() };

    private static Verb Start() => new Verb(
        "start",
        "Trains an experiment with servers and workers on this machine, each a process of its own.",
        "neuralode cluster start --workers 2 spiral",
        "neuralode cluster start --workers 4 digits --data DATA --seed 3 --json --broker amqp://127.0.0.1:5672")
    {
        Experiment,
        Workers,
        ClusterOptions.Servers,
        Broker,
        ClusterOptions.Tls,
        RunOptions.Out,
        RunOptions.Seed,
        RunOptions.Threads,
        RunOptions.Set,
        RunOptions.Data,
        RunOptions.Json,
    }.Does(parsed => ClusterOptions.BrokerOf(parsed, Broker, NodeRun.Server).Match(
        broker => BrokerTraining.OnThisMachine(Request(parsed), parsed.GetValue(Workers), broker),
        failure => Task.FromResult<Result<ExitCode, Failure>>(failure)));

    private static TrainRequest Request(ParseResult parsed) => new()
    {
        Experiment = parsed.GetValue(Experiment)!,
        Changes = RunOptions.Changes(parsed),
        Out = parsed.GetValue(RunOptions.Out) ?? "",
        Resume = "",
        From = "",
        Data = parsed.GetValue(RunOptions.Data) ?? "",
        Threads = parsed.GetResult(RunOptions.Threads) is { Implicit: false }
            ? parsed.GetValue(RunOptions.Threads)
            : Math.Max(1, Environment.ProcessorCount / parsed.GetValue(Workers)),
        Json = parsed.GetValue(RunOptions.Json),
        Servers = parsed.GetValue(ClusterOptions.Servers),
    };
}
